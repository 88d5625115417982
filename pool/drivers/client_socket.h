// client_socket.h - looking at, waiting for and cutting the socket of a client library.
#ifndef CONNPOOL_CLIENT_SOCKET_H
#define CONNPOOL_CLIENT_SOCKET_H

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace connpool {

using Deadline = std::chrono::steady_clock::time_point;

/// What is in the socket of an idle session; never waits.
struct SocketLook {
  enum { Quiet, Bytes, Ended } state;
  char first = 0; ///< with Bytes
};

inline SocketLook look_at(int socket) noexcept {
  char first = 0;
  ssize_t got = 0;
  do
    got = recv(socket, &first, 1, MSG_PEEK | MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);
  if (got > 0)
    return {SocketLook::Bytes, first};
  return {got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? SocketLook::Quiet
                                                               : SocketLook::Ended};
}

/// Waits for POLLIN or POLLOUT; false when the deadline has passed.
inline bool wait_for(int socket, short events, Deadline until) noexcept {
  for (;;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0)
      return false;
    pollfd waiting{socket, events, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<long>(left.count(), 60'000)));
    if (ready > 0 || (ready < 0 && errno != EINTR))
      return true; // whatever it is, the next read or write says so
  }
}

/// Puts an ended socket in the place of this one. The peer notices nothing, because another
/// process still has the session; here, everything that uses it finds the server gone.
/// Async-signal-safe.
inline void cut(int socket) noexcept {
  int pair[2];
  if (socket < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return;
  close(pair[1]);
  dup3(pair[0], socket, O_CLOEXEC);
  close(pair[0]);
}

} // namespace connpool

#endif
