// driver.h - what the pool needs to know about a database.
//
// The core asks three things: connect, what condition is this connection in (no I/O), is it
// alive (may wait). A new database is one class of each kind below.
#ifndef CONNPOOL_DRIVER_H
#define CONNPOOL_DRIVER_H

#include "connpool/value.h"
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace connpool {

/// What a connection looks like from here, without asking the server.
enum class Condition {
  Clean,         ///< nothing to undo
  InTransaction, ///< a transaction was left open
  Busy,          ///< a statement is running, or its rows were not read
  Broken,        ///< lost; only good for closing
};

/// How much of a session is undone before the next borrower gets it.
enum class ResetLevel {
  None,     ///< nothing, an open transaction stays open
  Rollback, ///< an open transaction is rolled back; costs nothing when there is none
  Full,     ///< also settings, temporary tables, prepared statements: round trips each time
};

/// How a server reads quotation marks in SQL.
enum class Quoting {
  Standard, ///< "name", 'text'; a backslash is one, except in E'text'
  Mysql,    ///< `name`, 'text', "text"; a backslash escapes what follows
};

enum class Isolation { Default, ReadCommitted, RepeatableRead, Serializable };

/// As SQL spells it; empty for Default.
std::string_view name_of(Isolation isolation) noexcept;

struct TransactionOptions {
  Isolation isolation = Isolation::Default; ///< the server's own
  bool read_only = false;
};

/// One physical connection. The destructor closes it.
/// Thread safety: used by one thread at a time, but not always by the same one.
class Connection {
public:
  Connection() = default;
  Connection(const Connection &) = delete;
  Connection &operator=(const Connection &) = delete;
  virtual ~Connection() = default;

  /// The client library's own handle. Stays owned by this object.
  virtual void *native() noexcept = 0;
  /// No I/O and no waiting: called on every checkin.
  virtual Condition condition() noexcept = 0;
  /// No waiting: false when the server has hung up or sent something nobody asked for.
  virtual bool peek() noexcept { return true; }
  /// Asks the server; false when it does not answer within `patience`.
  virtual bool ping(std::chrono::milliseconds patience) noexcept = 0;
  /// Makes the session fit for another borrower; false when the connection has to be
  /// closed.
  virtual bool reset(ResetLevel level, std::chrono::milliseconds patience) noexcept = 0;
  /// In a child after fork: cuts this process off from the parent's server session, so that
  /// neither use nor destruction reaches the server. Async-signal-safe.
  virtual void sever() noexcept {}
  /// Runs one statement with bound parameters; waits for all of its rows.
  /// On failure: throws QueryError. The default has no SQL and always does.
  virtual ResultSet run(std::string_view sql, std::span<const Value> parameters);
  /// The same without waiting, for event loops: start(), then proceed() whenever the socket
  /// is ready for what the last call awaits, until that is Nothing; then finish(). Until
  /// then the condition is Busy. On failure: each of them throws QueryError, and the
  /// statement is over. By default there is no such way.
  enum class Awaits { Nothing, Read, Write, ReadOrWrite };
  virtual Awaits start(std::string_view sql, std::span<const Value> parameters);
  virtual Awaits proceed();
  virtual ResultSet finish();
  virtual int socket() const noexcept { return -1; }
  /// Something that asks the server to end the statement under way, and may wait for that;
  /// it can be called from another thread, after the connection was closed too. May be
  /// empty.
  virtual std::function<void()> interruption() { return {}; }
  /// Begins a transaction; the default speaks standard SQL. On failure: throws QueryError.
  virtual void begin(const TransactionOptions &options);
  /// How many sessions the server admits for ordinary users; 0: no such limit.
  virtual unsigned session_limit() { return 0; }
};

/// Opens connections to one database.
/// Thread safety: connect() is called from several threads at once.
class Driver {
public:
  virtual ~Driver() = default;

  /// Opens one connection.
  /// On failure: throws ConnectError, after `timeout` at the latest.
  virtual std::unique_ptr<Connection> connect(std::chrono::milliseconds timeout) = 0;
  /// What it connects to, for messages. Never contains a password.
  virtual std::string target() const = 0;
  /// The server alone: drivers that give the same share its limit of sessions.
  virtual std::string server() const { return target(); }
  virtual Quoting quoting() const noexcept { return Quoting::Standard; }
};

} // namespace connpool

#endif
