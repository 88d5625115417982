// StubDriver.h - a database that exists in memory only and does what a test tells it:
// refuse, stall, hang up. It counts its sessions, as a server would.
#ifndef CONNPOOL_TESTS_STUB_DRIVER_H
#define CONNPOOL_TESTS_STUB_DRIVER_H

#include "connpool/driver.h"
#include "connpool/error.h"
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>

namespace connpool::test {

class StubDriver;

/// A session is alive until the server ends it; the client learns that from peek, ping or
/// use.
class StubConnection final : public Connection {
public:
  StubConnection(StubDriver &server, unsigned id) : server_(server), id_(id) {}
  ~StubConnection() override;

  void *native() noexcept override { return this; }
  Condition condition() noexcept override { return condition_; }
  bool peek() noexcept override;
  bool ping(std::chrono::milliseconds) noexcept override;
  bool reset(ResetLevel, std::chrono::milliseconds) noexcept override;
  void sever() noexcept override { severed = true; }

  /// A statement: false, and broken from then on, when the server has ended the session.
  bool query() noexcept;

  unsigned session_limit() override;

  unsigned id() const { return id_; }
  const StubDriver &server() const { return server_; }
  void set(Condition condition) { condition_ = condition; }
  std::atomic<bool> alive{true};
  bool severed = false;
  unsigned resets = 0;
  unsigned looks = 0;
  unsigned pings = 0;

private:
  StubDriver &server_;
  const unsigned id_;
  Condition condition_ = Condition::Clean;
};

class StubDriver final : public Driver {
public:
  std::unique_ptr<Connection> connect(std::chrono::milliseconds timeout) override {
    std::unique_lock lock(mutex_);
    ++attempts;
    if (stalled_ &&
        !change_.wait_for(lock, std::min(timeout, longest_stall), [&] { return !stalled_; }))
      throw ConnectError("stub: no answer", ConnectError::Kind::Transient);
    if (!refusal_.empty())
      throw ConnectError(refusal_, kind_);
    auto connection = std::make_unique<StubConnection>(*this, ++last_id_);
    sessions_.insert(connection.get());
    most_ = std::max(most_, sessions_.size());
    return connection;
  }
  std::string target() const override { return "stub"; }

  void refuse(std::string why, ConnectError::Kind kind = ConnectError::Kind::Transient) {
    std::lock_guard lock(mutex_);
    refusal_ = std::move(why);
    kind_ = kind;
  }
  void accept() { refuse(""); }
  void stall(bool on) {
    std::lock_guard lock(mutex_);
    stalled_ = on;
    change_.notify_all();
  }
  /// Ends every session, as a restart does.
  void restart() {
    std::lock_guard lock(mutex_);
    for (StubConnection *session : sessions_)
      session->alive = false;
  }
  std::size_t sessions() const {
    std::lock_guard lock(mutex_);
    return sessions_.size();
  }
  /// The highest number of sessions there has ever been.
  std::size_t most_sessions() const {
    std::lock_guard lock(mutex_);
    return most_;
  }

  std::atomic<unsigned> attempts{0};
  std::atomic<unsigned> admitted{0}; ///< session_limit
  std::chrono::milliseconds longest_stall = std::chrono::hours(1);

private:
  friend class StubConnection;
  mutable std::mutex mutex_;
  std::condition_variable change_;
  std::set<StubConnection *> sessions_;
  std::size_t most_ = 0;
  unsigned last_id_ = 0;
  bool stalled_ = false;
  std::string refusal_;
  ConnectError::Kind kind_ = ConnectError::Kind::Transient;
};

inline StubConnection::~StubConnection() {
  std::lock_guard lock(server_.mutex_);
  server_.sessions_.erase(this);
}
inline unsigned StubConnection::session_limit() { return server_.admitted; }
inline bool StubConnection::peek() noexcept {
  ++looks;
  return alive;
}
inline bool StubConnection::ping(std::chrono::milliseconds) noexcept {
  ++pings;
  return query();
}
inline bool StubConnection::query() noexcept {
  if (!alive)
    condition_ = Condition::Broken;
  return alive;
}
inline bool StubConnection::reset(ResetLevel, std::chrono::milliseconds) noexcept {
  ++resets;
  if (query() && condition_ == Condition::InTransaction)
    condition_ = Condition::Clean;
  return alive;
}

} // namespace connpool::test

#endif
