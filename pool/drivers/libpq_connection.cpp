// libpq_connection.cpp - what the pool and its borrowers ask of a session of PostgreSQL.
#include "libpq_connection.h"
#include "client_socket.h"

namespace connpool::libpq {

using std::chrono::milliseconds;

Condition PqConnection::condition() noexcept {
  if (silent_ || PQstatus(handle_.get()) != CONNECTION_OK)
    return Condition::Broken;
  switch (PQtransactionStatus(handle_.get())) {
  case PQTRANS_IDLE:
    return PQpipelineStatus(handle_.get()) == PQ_PIPELINE_OFF ? Condition::Clean : Condition::Busy;
  case PQTRANS_INTRANS:
  case PQTRANS_INERROR: return Condition::InTransaction;
  case PQTRANS_ACTIVE: return Condition::Busy;
  case PQTRANS_UNKNOWN: break;
  }
  return Condition::Broken;
}

bool PqConnection::peek() noexcept {
  const SocketLook look = look_at(PQsocket(handle_.get()));
  if (look.state == SocketLook::Quiet)
    return true;
  // Notifications, notices and changed settings come unasked; an error is a farewell.
  // What is encrypted has to be read to be understood.
  const bool harmless =
      look.state == SocketLook::Bytes &&
      (PQsslInUse(handle_.get()) || look.first == 'A' || look.first == 'N' || look.first == 'S');
  return harmless && PQconsumeInput(handle_.get()) && condition() != Condition::Broken;
}

bool PqConnection::ping(milliseconds patience) noexcept { return command("", patience); }

bool PqConnection::reset(ResetLevel level, milliseconds patience) noexcept {
  if (level == ResetLevel::None)
    return true;
  if (PQtransactionStatus(handle_.get()) != PQTRANS_IDLE && !command("ROLLBACK", patience))
    return false;
  return level == ResetLevel::Rollback ||
         (command("DISCARD ALL", patience) && apply_settings(patience));
}

bool PqConnection::apply_settings(milliseconds patience) noexcept {
  return settings_.empty() || command(settings_.c_str(), patience);
}

void PqConnection::sever() noexcept { cut(PQsocket(handle_.get())); }

/// Runs a command that returns no rows; false when it fails or the server stays silent.
bool PqConnection::command(const char *sql, milliseconds patience) noexcept {
  // A farewell that was waiting would be printed as a notice.
  const auto receiver =
      PQsetNoticeReceiver(handle_.get(), [](void *, const PGresult *) {}, nullptr);
  const bool good = send_and_wait(sql, patience);
  PQsetNoticeReceiver(handle_.get(), receiver, nullptr);
  return good;
}

bool PqConnection::send_and_wait(const char *sql, milliseconds patience) noexcept {
  PGconn *connection = handle_.get();
  if (!PQsendQuery(connection, sql))
    return false;
  const Deadline until = std::chrono::steady_clock::now() + patience;
  bool good = true;
  for (;;) {
    while (PQisBusy(connection)) {
      if (!wait_for(PQsocket(connection), POLLIN, until)) {
        silent_ = true;
        return false;
      }
      if (!PQconsumeInput(connection))
        return false;
    }
    const Result result(PQgetResult(connection));
    if (!result)
      return good && PQstatus(connection) == CONNECTION_OK;
    const ExecStatusType status = PQresultStatus(result.get());
    good = good && (status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY);
  }
}

ResultSet PqConnection::run(std::string_view sql, std::span<const Value> parameters) {
  const Bound bound(parameters);
  if (silent_ || PQstatus(handle_.get()) != CONNECTION_OK)
    throw QueryError("postgresql: the connection is lost", QueryError::Kind::NotSent);
  const Result result(PQexecParams(handle_.get(), std::string(sql).c_str(), bound.count(),
                                   bound.types.data(), bound.values.data(), bound.lengths.data(),
                                   bound.formats.data(), 0));
  return rows(result.get());
}

Connection::Awaits PqConnection::start(std::string_view sql, std::span<const Value> parameters) {
  const Bound bound(parameters);
  if (condition() == Condition::Broken)
    throw QueryError("postgresql: the connection is lost", QueryError::Kind::NotSent);
  if (PQsetnonblocking(handle_.get(), 1) != 0 ||
      !PQsendQueryParams(handle_.get(), std::string(sql).c_str(), bound.count(), bound.types.data(),
                         bound.values.data(), bound.lengths.data(), bound.formats.data(), 0))
    fail_under_way(QueryError::Kind::NotSent);
  last_.reset();
  return flush();
}

Connection::Awaits PqConnection::proceed() {
  if (!PQconsumeInput(handle_.get()))
    fail_under_way(QueryError::Kind::OutcomeLost);
  if (flush() != Awaits::Read)
    return Awaits::ReadOrWrite;
  while (!PQisBusy(handle_.get())) {
    Result result(PQgetResult(handle_.get()));
    if (!result)
      return Awaits::Nothing;
    last_ = std::move(result);
  }
  return Awaits::Read;
}

ResultSet PqConnection::finish() {
  PQsetnonblocking(handle_.get(), 0);
  const Result result = std::move(last_);
  return rows(result.get());
}

Connection::Awaits PqConnection::flush() {
  switch (PQflush(handle_.get())) {
  case 0: return Awaits::Read;
  case 1: return Awaits::ReadOrWrite;
  default: fail_under_way(QueryError::Kind::OutcomeLost);
  }
}

void PqConnection::fail_under_way(QueryError::Kind kind) {
  PQsetnonblocking(handle_.get(), 0);
  throw QueryError("postgresql: " + without_line_end(PQerrorMessage(handle_.get())), kind);
}

ResultSet PqConnection::rows(const PGresult *result) {
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
    return rows_of(result);
  const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string code = state ? state : "";
  const std::string message = without_line_end(PQerrorMessage(handle_.get()));
  if (condition() == Condition::Broken)
    throw QueryError("postgresql: " + message, QueryError::Kind::OutcomeLost, code);
  // serialization_failure, deadlock_detected: the server has rolled back.
  const bool again = code == "40001" || code == "40P01";
  throw QueryError("postgresql: " +
                       (message.empty() ? "this kind of statement is not supported here" : message),
                   again ? QueryError::Kind::Retryable : QueryError::Kind::Statement, code);
}

std::function<void()> PqConnection::interruption() {
  const std::shared_ptr<PGcancel> cancel(PQgetCancel(handle_.get()), &PQfreeCancel);
  return [cancel] {
    char message[256];
    PQcancel(cancel.get(), message, sizeof(message));
  };
}

unsigned PqConnection::session_limit() {
  const ResultSet limit =
      run("SELECT least(current_setting('max_connections')::int - "
          "current_setting('superuser_reserved_connections')::int, nullif((SELECT "
          "datconnlimit FROM pg_database WHERE datname = current_database()), -1), "
          "nullif((SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user), -1))",
          {});
  return static_cast<unsigned>(std::get<std::int64_t>(limit.rows.at(0).at(0)));
}

} // namespace connpool::libpq
