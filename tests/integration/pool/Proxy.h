// Proxy.h - a TCP proxy on loopback in front of a server, which misbehaves when told to:
// it stalls, resets, or cuts answers short.
#ifndef CONNPOOL_TESTS_PROXY_H
#define CONNPOOL_TESTS_PROXY_H

#include <atomic>
#include <list>
#include <mutex>
#include <thread>

namespace connpool::test {

class Proxy {
public:
  /// To 127.0.0.1:`target`.
  explicit Proxy(unsigned target);
  Proxy(const Proxy &) = delete;
  Proxy &operator=(const Proxy &) = delete;
  ~Proxy();

  unsigned port() const { return port_; }
  /// Bytes are taken from both sides, and passed on to none; new connections are accepted.
  void stall(bool on) { stalled_ = on; }
  /// Resets every connection (RST) there is; the next ones are good.
  void reset();
  /// Passes on only so many more bytes of the servers' answers, over all connections; then
  /// those connections are closed in the middle. Once.
  void truncate_after(int bytes) { left_ = bytes; }

private:
  struct Link {
    int client, server;
    std::thread thread;
    std::atomic<bool> reset{false};
  };
  void accept_all();
  void carry(Link &link);
  bool pass(Link &link, int from, int to, bool answer);

  const unsigned target_;
  unsigned port_ = 0;
  int listener_ = -1;
  std::atomic<bool> stop_{false}, stalled_{false};
  std::atomic<int> left_{-1}; ///< bytes until answers are cut; negative: no limit
  std::mutex mutex_;
  std::list<Link> links_; ///< under mutex_
  std::thread acceptor_;
};

} // namespace connpool::test

#endif
