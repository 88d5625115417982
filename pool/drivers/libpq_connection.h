// libpq_connection.h - one session of PostgreSQL, as the pool sees it.
//
// Whatever the pool itself asks of the server is sent without blocking and waited for with
// a deadline, so that a server that has fallen silent costs no more than that.
#ifndef CONNPOOL_LIBPQ_CONNECTION_H
#define CONNPOOL_LIBPQ_CONNECTION_H

#include "connpool/driver.h"
#include "connpool/error.h"
#include "libpq_values.h"

namespace connpool::libpq {

class PqConnection final : public Connection {
public:
  /// `settings`: a statement that makes the session what the options say, or nothing.
  PqConnection(Handle handle, std::string settings)
      : handle_(std::move(handle)), settings_(std::move(settings)) {}

  /// False when the server refuses them.
  bool apply_settings(std::chrono::milliseconds patience) noexcept;

  void *native() noexcept override { return handle_.get(); }
  Condition condition() noexcept override;
  bool peek() noexcept override;
  bool ping(std::chrono::milliseconds patience) noexcept override;
  bool reset(ResetLevel level, std::chrono::milliseconds patience) noexcept override;
  void sever() noexcept override;
  ResultSet run(std::string_view sql, std::span<const Value> parameters) override;
  Awaits start(std::string_view sql, std::span<const Value> parameters) override;
  Awaits proceed() override;
  ResultSet finish() override;
  int socket() const noexcept override { return PQsocket(handle_.get()); }
  std::function<void()> interruption() override;
  unsigned session_limit() override;

private:
  bool command(const char *sql, std::chrono::milliseconds patience) noexcept;
  bool send_and_wait(const char *sql, std::chrono::milliseconds patience) noexcept;
  Awaits flush();
  [[noreturn]] void fail_under_way(QueryError::Kind kind);
  ResultSet rows(const PGresult *result);

  Handle handle_;
  Result last_; ///< of the statement under way
  const std::string settings_;
  bool silent_ = false; ///< an answer is still owed
};

} // namespace connpool::libpq

#endif
