// mysql_connection.cpp - what the pool and its borrowers ask of a session of MariaDB or
// MySQL.
#include "mysql_connection.h"
#include "client_socket.h"
#include <cstring>

namespace connpool::mysql {

using std::chrono::milliseconds;

MysqlConnection::MysqlConnection(Handle handle, const Options &options,
                                 Interrupter interrupter)
    : handle_(std::move(handle)), charset_(options.charset),
      settings_(settings(options.statement_timeout)), interrupter_(std::move(interrupter)) {
}

MysqlConnection::~MysqlConnection() {
#ifdef MARIADB_BASE_VERSION
  if (under_way_)
    cut(socket()); // its rows are not waited for
#endif
}

std::string MysqlConnection::settings(milliseconds limit) const {
  if (limit.count() <= 0)
    return {};
  const bool mariadb = std::strstr(mysql_get_server_info(handle_.get()), "MariaDB");
  const std::string count = std::to_string(limit.count());
  return mariadb ? "SET max_statement_time = " + count + " / 1000"
                 : "SET max_execution_time = " + count;
}

bool MysqlConnection::apply_settings(milliseconds patience) noexcept {
  return settings_.empty() || command(settings_.c_str(), patience);
}

Condition MysqlConnection::condition() noexcept {
  if (silent_ || is_lost(mysql_errno(handle_.get())))
    return Condition::Broken;
#ifdef MARIADB_BASE_VERSION
  if (under_way_)
    return Condition::Busy;
#endif
  if (handle_->status != MYSQL_STATUS_READY || mysql_more_results(handle_.get()))
    return Condition::Busy;
  return handle_->server_status & SERVER_STATUS_IN_TRANS ? Condition::InTransaction
                                                         : Condition::Clean;
}

bool MysqlConnection::peek() noexcept {
  // This protocol has nothing to say unasked but farewell.
  return look_at(socket()).state == SocketLook::Quiet;
}

bool MysqlConnection::ping(milliseconds patience) noexcept {
  return command("DO 1", patience);
}

bool MysqlConnection::reset(ResetLevel level, milliseconds patience) noexcept {
  if (level == ResetLevel::None)
    return true;
  if (handle_->server_status & SERVER_STATUS_IN_TRANS && !command("ROLLBACK", patience))
    return false;
  // Afterwards the server speaks its own character set.
  return level == ResetLevel::Rollback ||
         (forget_session(patience) &&
          command(("SET NAMES " + charset_).c_str(), patience) && apply_settings(patience));
}

bool MysqlConnection::forget_session(milliseconds patience) noexcept {
#ifdef MARIADB_BASE_VERSION
  if (!can_wait())
    return false;
  const Deadline until = std::chrono::steady_clock::now() + patience;
  int failed = 0;
  int wanted = mysql_reset_connection_start(&failed, handle_.get());
  while (wanted != 0) {
    if (!wait_for(socket(), wanted & MYSQL_WAIT_WRITE ? POLLOUT : POLLIN, until)) {
      silent_ = true;
      return false;
    }
    wanted = mysql_reset_connection_cont(&failed, handle_.get(), MYSQL_WAIT_READ);
  }
  return failed == 0;
#else
  static_cast<void>(patience);
  return mysql_reset_connection(handle_.get()) == 0;
#endif
}

/// Runs a command that returns no rows; false when it fails or the server stays silent.
bool MysqlConnection::command(const char *sql, milliseconds patience) noexcept {
  if (mysql_send_query(handle_.get(), sql, static_cast<unsigned long>(std::strlen(sql))))
    return false;
  if (!wait_for(socket(), POLLIN, std::chrono::steady_clock::now() + patience)) {
    silent_ = true;
    return false;
  }
  return mysql_read_query_result(handle_.get()) == 0;
}

int MysqlConnection::socket() const noexcept {
  return static_cast<int>(mysql_get_socket(handle_.get()));
}

void MysqlConnection::sever() noexcept { cut(socket()); }

void MysqlConnection::expect_session() {
  if (condition() == Condition::Broken)
    throw QueryError("mysql: the connection is lost", QueryError::Kind::NotSent);
}

template <class Work> auto MysqlConnection::watched(Work work) {
  try {
    return work();
  } catch (const QueryError &error) {
    if (error.kind() == QueryError::Kind::NotSent ||
        error.kind() == QueryError::Kind::OutcomeLost)
      silent_ = true;
    throw;
  }
}

ResultSet MysqlConnection::run(std::string_view sql, std::span<const Value> parameters) {
  expect_session();
  const Statement owner(mysql_stmt_init(handle_.get()));
  MYSQL_STMT *const statement = owner.get();
  if (!statement)
    throw std::bad_alloc();
  return watched([&] {
    if (mysql_stmt_prepare(statement, sql.data(), static_cast<unsigned long>(sql.size())))
      fail(statement, QueryError::Kind::NotSent);
    expect_parameters(statement, parameters.size());
    std::vector<MYSQL_BIND> bound = bound_to(parameters);
    if ((!bound.empty() && mysql_stmt_bind_param(statement, bound.data())) ||
        mysql_stmt_execute(statement) ||
        (mysql_stmt_field_count(statement) > 0 && mysql_stmt_store_result(statement)))
      fail(statement, QueryError::Kind::OutcomeLost);
    return rows(statement);
  });
}

#ifdef MARIADB_BASE_VERSION
/// Starts to be waited for where it is needed; a waiting start costs a stack of its own.
bool MysqlConnection::can_wait() {
  if (!waiting_)
    waiting_ = mysql_options(handle_.get(), MYSQL_OPT_NONBLOCK, nullptr) == 0;
  return waiting_;
}

template <class Work> auto MysqlConnection::step(Work work) {
  try {
    return watched(std::move(work));
  } catch (...) {
    under_way_.reset();
    throw;
  }
}

Connection::Awaits MysqlConnection::start(std::string_view sql,
                                          std::span<const Value> parameters) {
  expect_session();
  if (!can_wait())
    throw std::bad_alloc();
  under_way_.emplace(sql, parameters, handle_.get());
  return step([&] { return under_way_->start(); });
}

Connection::Awaits MysqlConnection::proceed() {
  return step([&] { return under_way_->proceed(); });
}

ResultSet MysqlConnection::finish() {
  ResultSet result = step([&] { return under_way_->result(); });
  under_way_.reset();
  return result;
}

std::function<void()> MysqlConnection::interruption() {
  return [interrupt = interrupter_, id = mysql_thread_id(handle_.get())] { interrupt(id); };
}
#endif

void MysqlConnection::begin(const TransactionOptions &options) {
  if (options.isolation != Isolation::Default)
    run("SET TRANSACTION ISOLATION LEVEL " + std::string(name_of(options.isolation)), {});
  run(options.read_only ? "START TRANSACTION READ ONLY" : "START TRANSACTION", {});
}

unsigned MysqlConnection::session_limit() {
  const ResultSet limit = run("SELECT CAST(IF(@@max_user_connections > 0, "
                              "LEAST(@@max_connections, @@max_user_connections), "
                              "@@max_connections) AS SIGNED)",
                              {});
  return static_cast<unsigned>(std::get<std::int64_t>(limit.rows.at(0).at(0)));
}

} // namespace connpool::mysql
