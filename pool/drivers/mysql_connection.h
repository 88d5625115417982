// mysql_connection.h - one session of MariaDB or MySQL, as the pool sees it.
//
// Whatever the pool itself asks of the server is waited for with a deadline, so that a
// server that has fallen silent costs no more than that.
#ifndef CONNPOOL_MYSQL_CONNECTION_H
#define CONNPOOL_MYSQL_CONNECTION_H

#include "connpool/driver.h"
#include "mysql_under_way.h"
#include <optional>
#include <string>
#include <vector>

namespace connpool::mysql {

/// Ends the statement of another session; see Connection::interruption.
using Interrupter = std::function<void(unsigned long)>;

class MysqlConnection final : public Connection {
public:
  /// `settings`: statements without rows that make a session that the server has reset
  /// what it was. User, database and character set are those that the handle has now.
  MysqlConnection(Handle handle, std::vector<std::string> settings, Interrupter interrupter = {});
  ~MysqlConnection() override;

  /// Runs a command that returns no rows; false when it fails or the server stays silent.
  bool command(const std::string &sql, std::chrono::milliseconds patience) noexcept;

  void *native() noexcept override { return handle_.get(); }
  Condition condition() noexcept override;
  bool peek() noexcept override;
  bool ping(std::chrono::milliseconds patience) noexcept override;
  bool reset(ResetLevel level, std::chrono::milliseconds patience) noexcept override;
  void sever() noexcept override;
  ResultSet run(std::string_view sql, std::span<const Value> parameters) override;
  int socket() const noexcept override;
#ifdef MARIADB_BASE_VERSION
  Awaits start(std::string_view sql, std::span<const Value> parameters) override;
  Awaits proceed() override;
  ResultSet finish() override;
  std::function<void()> interruption() override;
#endif
  void begin(const TransactionOptions &options) override;
  unsigned session_limit() override;

private:
  void expect_session();
  /// Runs `work`, and remembers when its failure means that the session is over: the
  /// statement knows, the connection's own error may not say so.
  template <class Work> auto watched(Work work);
  bool forget_session(std::chrono::milliseconds patience) noexcept;
  bool begin_anew(std::chrono::milliseconds patience) noexcept;

  Handle handle_;
  const std::string database_;             ///< empty: none was chosen
  const decltype(MYSQL::charset) charset_; ///< the client's idea of it
  const std::vector<std::string> settings_;
  const Interrupter interrupter_;
#ifdef MARIADB_BASE_VERSION
  bool can_wait();
  /// The same for a part of the statement under way, which is over with its failure.
  template <class Work> auto step(Work work);
  bool waiting_ = false; ///< the client library can be asked not to block
  std::optional<UnderWay> under_way_;
#endif
  bool silent_ = false; ///< an answer is still owed, or the session is known to be over
};

} // namespace connpool::mysql

#endif
