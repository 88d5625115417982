// mysql_connection.cpp - what the pool and its borrowers ask of a session of MariaDB or
// MySQL.
#include "mysql_connection.h"
#include "client_socket.h"
#include <algorithm>
#include <cstring>

namespace connpool::mysql {

using std::chrono::milliseconds;

MysqlConnection::MysqlConnection(Handle handle, std::vector<std::string> settings,
                                 Interrupter interrupter)
    : handle_(std::move(handle)), database_(handle_->db ? handle_->db : ""),
      charset_(handle_->charset), settings_(std::move(settings)),
      interrupter_(std::move(interrupter)) {}

MysqlConnection::~MysqlConnection() {
#ifdef MARIADB_BASE_VERSION
  if (under_way_)
    cut(socket()); // its rows are not waited for
#endif
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

bool MysqlConnection::ping(milliseconds patience) noexcept { return command("DO 1", patience); }

bool MysqlConnection::reset(ResetLevel level, milliseconds patience) noexcept {
  if (level == ResetLevel::None)
    return true;
  if (handle_->server_status & SERVER_STATUS_IN_TRANS && !command("ROLLBACK", patience))
    return false;
  return level == ResetLevel::Rollback || forget_session(patience);
}

bool MysqlConnection::forget_session(milliseconds patience) noexcept {
  // MariaDB keeps a role over a login, unless the user has one by default.
  const bool has_roles = std::strstr(mysql_get_server_info(handle_.get()), "MariaDB");
  if ((has_roles && !command("SET ROLE NONE", patience)) || !begin_anew(patience))
    return false;
  handle_->charset = charset_;
  return std::ranges::all_of(
      settings_, [&](const std::string &setting) { return command(setting, patience); });
}

/// Logs in again. A mere reset would leave the database as it is.
bool MysqlConnection::begin_anew(milliseconds patience) noexcept {
  // The call replaces what the handle has of these.
  const std::string user = handle_->user ? handle_->user : "";
  const std::string password = handle_->passwd ? handle_->passwd : "";
  const char *const database = database_.empty() ? nullptr : database_.c_str();
#ifdef MARIADB_BASE_VERSION
  if (!can_wait())
    return false;
  const Deadline until = std::chrono::steady_clock::now() + patience;
  my_bool failed = 0;
  int wanted =
      mysql_change_user_start(&failed, handle_.get(), user.c_str(), password.c_str(), database);
  while (wanted != 0) {
    if (!wait_for(socket(), wanted & MYSQL_WAIT_WRITE ? POLLOUT : POLLIN, until)) {
      silent_ = true;
      return false;
    }
    wanted = mysql_change_user_cont(&failed, handle_.get(), MYSQL_WAIT_READ);
  }
  return failed == 0;
#else
  static_cast<void>(patience);
  return mysql_change_user(handle_.get(), user.c_str(), password.c_str(), database) == 0;
#endif
}

bool MysqlConnection::command(const std::string &sql, milliseconds patience) noexcept {
  if (mysql_send_query(handle_.get(), sql.data(), static_cast<unsigned long>(sql.size())))
    return false;
  if (!wait_for(socket(), POLLIN, std::chrono::steady_clock::now() + patience)) {
    silent_ = true;
    return false;
  }
  return mysql_read_query_result(handle_.get()) == 0 && handle_->field_count == 0;
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
    if (error.kind() == QueryError::Kind::NotSent || error.kind() == QueryError::Kind::OutcomeLost)
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
    if (mysql_stmt_prepare(statement, sql.data(), static_cast<unsigned long>(sql.size()))) {
      if (parameters.empty() && cannot_be_prepared(statement))
        return run_as_text(handle_.get(), sql);
      fail(statement, QueryError::Kind::NotSent);
    }
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

Connection::Awaits MysqlConnection::start(std::string_view sql, std::span<const Value> parameters) {
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
