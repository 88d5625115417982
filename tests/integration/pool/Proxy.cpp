// Proxy.cpp - one thread per connection, which polls both sides.
#include "Proxy.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace connpool::test {

namespace {

sockaddr_in loopback(unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

constexpr int tick = 10; // ms between two looks at what it was told

} // namespace

Proxy::Proxy(unsigned target) : target_(target) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof(address);
  if (bind(listener_, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
      listen(listener_, 64) != 0)
    throw std::runtime_error("the proxy cannot listen");
  getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

Proxy::~Proxy() {
  stop_ = true;
  acceptor_.join();
  for (Link &link : links_)
    link.thread.join();
  close(listener_);
}

void Proxy::reset() {
  std::lock_guard lock(mutex_);
  for (Link &link : links_)
    link.reset = true;
}

void Proxy::accept_all() {
  while (!stop_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, tick) <= 0)
      continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(target_);
    if (client < 0 ||
        connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
      close(client);
      close(server);
      continue;
    }
    const int at_once = 1;
    for (const int side : {client, server})
      setsockopt(side, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof(at_once));
    std::lock_guard lock(mutex_);
    Link &link = links_.emplace_back();
    link.client = client;
    link.server = server;
    link.thread = std::thread([this, &link] { carry(link); });
  }
}

void Proxy::carry(Link &link) {
  bool good = true;
  while (good && !stop_ && !link.reset) {
    pollfd sides[] = {{link.client, POLLIN, 0}, {link.server, POLLIN, 0}};
    if (poll(sides, 2, tick) <= 0)
      continue;
    if (sides[0].revents)
      good = pass(link, link.client, link.server, false);
    if (good && sides[1].revents)
      good = pass(link, link.server, link.client, true);
  }
  if (link.reset) {
    const linger now{1, 0};
    setsockopt(link.client, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
  }
  close(link.client);
  close(link.server);
}

bool Proxy::pass(Link &link, int from, int to, bool answer) {
  char buffer[16 * 1024];
  ssize_t size = recv(from, buffer, sizeof(buffer), 0);
  if (size <= 0)
    return false;
  while (stalled_ && !stop_ && !link.reset)
    std::this_thread::sleep_for(std::chrono::milliseconds(tick));
  bool cut = false;
  if (answer && left_ >= 0) {
    cut = size >= left_;
    if (cut)
      size = left_.exchange(-1);
    else
      left_ -= static_cast<int>(size);
  }
  for (ssize_t sent = 0; sent < size;) {
    const ssize_t step =
        send(to, buffer + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
    if (step <= 0)
      return false;
    sent += step;
  }
  return !cut;
}

} // namespace connpool::test
