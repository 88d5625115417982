// libpq.cpp - the PostgreSQL driver.
//
// Whatever the pool itself asks of the server is sent without blocking and waited for with
// a deadline, so that a server that has fallen silent costs no more than that.
#include "connpool/libpq.h"
#include "client_socket.h"
#include "connpool/error.h"
#include <algorithm>
#include <charconv>
#include <libpq-fe.h>
#include <stdexcept>

namespace connpool::libpq {

namespace {

using std::chrono::milliseconds;

struct Finish {
  void operator()(PGconn *connection) const { PQfinish(connection); }
};
using Handle = std::unique_ptr<PGconn, Finish>;
struct Clear {
  void operator()(PGresult *result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

// Types of the server that have a counterpart in Value; the numbers are part of its
// protocol.
constexpr Oid type_bool = 16, type_bytea = 17, type_int8 = 20, type_int2 = 21,
              type_int4 = 23, type_oid = 26, type_float4 = 700, type_float8 = 701;

std::string without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
    text.pop_back();
  return text;
}

std::string text_of(const Value &value) {
  struct {
    std::string operator()(Null) const { return {}; }
    std::string operator()(bool value) const { return value ? "t" : "f"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const {
      char text[32];
      return {text, std::to_chars(text, text + sizeof(text), value).ptr};
    }
    std::string operator()(const std::string &value) const {
      if (value.find('\0') != value.npos)
        throw QueryError("postgresql: text cannot contain a zero byte",
                         QueryError::Kind::Statement);
      return value;
    }
    std::string operator()(const Bytes &value) const {
      return {reinterpret_cast<const char *>(value.data()), value.size()};
    }
  } visitor;
  return std::visit(visitor, value);
}

template <class Number> Number parse_number(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Value column(const PGresult *result, int row, int index) {
  if (PQgetisnull(result, row, index))
    return Null{};
  const std::string_view text(PQgetvalue(result, row, index),
                              static_cast<std::size_t>(PQgetlength(result, row, index)));
  switch (PQftype(result, index)) {
  case type_bool:
    return text == "t";
  case type_int2:
  case type_int4:
  case type_int8:
  case type_oid:
    return parse_number<std::int64_t>(text);
  case type_float4:
  case type_float8:
    return parse_number<double>(text);
  case type_bytea: {
    std::size_t size = 0;
    const std::unique_ptr<unsigned char, decltype(&PQfreemem)> bytes(
        PQunescapeBytea(reinterpret_cast<const unsigned char *>(text.data()), &size),
        &PQfreemem);
    if (!bytes)
      throw std::bad_alloc();
    const auto *first = reinterpret_cast<const std::byte *>(bytes.get());
    return Bytes(first, first + size);
  }
  default:
    return std::string(text);
  }
}

QueryError::Kind kind_of(std::string_view code) {
  // serialization_failure, deadlock_detected: the server has rolled back.
  return code == "40001" || code == "40P01" ? QueryError::Kind::Retryable
                                            : QueryError::Kind::Statement;
}

/// Parameters as libpq takes them.
struct Bound {
  explicit Bound(std::span<const Value> parameters) {
    for (const Value &value : parameters)
      texts.push_back(text_of(value));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const bool binary = std::holds_alternative<Bytes>(parameters[i]);
      values.push_back(std::holds_alternative<Null>(parameters[i]) ? nullptr
                                                                   : texts[i].c_str());
      lengths.push_back(static_cast<int>(texts[i].size()));
      formats.push_back(binary);
      types.push_back(binary ? type_bytea : Oid{0}); // 0: the server infers it
    }
  }
  std::vector<std::string> texts;
  std::vector<const char *> values;
  std::vector<int> lengths, formats;
  std::vector<Oid> types;
};

class PqConnection final : public Connection {
public:
  /// `settings`: a statement that makes the session what the options say, or nothing.
  PqConnection(Handle handle, std::string settings)
      : handle_(std::move(handle)), settings_(std::move(settings)) {}

  void *native() noexcept override { return handle_.get(); }

  Condition condition() noexcept override {
    if (silent_ || PQstatus(handle_.get()) != CONNECTION_OK)
      return Condition::Broken;
    switch (PQtransactionStatus(handle_.get())) {
    case PQTRANS_IDLE:
      return PQpipelineStatus(handle_.get()) == PQ_PIPELINE_OFF ? Condition::Clean
                                                                : Condition::Busy;
    case PQTRANS_INTRANS:
    case PQTRANS_INERROR:
      return Condition::InTransaction;
    case PQTRANS_ACTIVE:
      return Condition::Busy;
    case PQTRANS_UNKNOWN:
      break;
    }
    return Condition::Broken;
  }

  bool peek() noexcept override {
    const SocketLook look = look_at(PQsocket(handle_.get()));
    if (look.state == SocketLook::Quiet)
      return true;
    // Notifications, notices and changed settings come unasked; an error is a farewell.
    // What is encrypted has to be read to be understood.
    const bool harmless = look.state == SocketLook::Bytes &&
                          (PQsslInUse(handle_.get()) || look.first == 'A' ||
                           look.first == 'N' || look.first == 'S');
    return harmless && PQconsumeInput(handle_.get()) && condition() != Condition::Broken;
  }

  bool ping(milliseconds patience) noexcept override { return command("", patience); }

  bool reset(ResetLevel level, milliseconds patience) noexcept override {
    if (level == ResetLevel::None)
      return true;
    if (PQtransactionStatus(handle_.get()) != PQTRANS_IDLE &&
        !command("ROLLBACK", patience))
      return false;
    return level == ResetLevel::Rollback ||
           (command("DISCARD ALL", patience) && apply_settings(patience));
  }

  bool apply_settings(milliseconds patience) noexcept {
    return settings_.empty() || command(settings_.c_str(), patience);
  }

  void sever() noexcept override { cut(PQsocket(handle_.get())); }

  /// Runs a command that returns no rows; false when it fails or the server stays silent.
  bool command(const char *sql, milliseconds patience) noexcept {
    // A farewell that was waiting would be printed as a notice.
    const auto receiver = PQsetNoticeReceiver(
        handle_.get(), [](void *, const PGresult *) {}, nullptr);
    const bool good = send_and_wait(sql, patience);
    PQsetNoticeReceiver(handle_.get(), receiver, nullptr);
    return good;
  }

  bool send_and_wait(const char *sql, milliseconds patience) noexcept {
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

  ResultSet run(std::string_view sql, std::span<const Value> parameters) override {
    const Bound bound(parameters);
    if (silent_ || PQstatus(handle_.get()) != CONNECTION_OK)
      throw QueryError("postgresql: the connection is lost", QueryError::Kind::NotSent);
    const Result result(PQexecParams(handle_.get(), std::string(sql).c_str(),
                                     static_cast<int>(bound.values.size()),
                                     bound.types.data(), bound.values.data(),
                                     bound.lengths.data(), bound.formats.data(), 0));
    return rows(result.get());
  }

  Awaits start(std::string_view sql, std::span<const Value> parameters) override {
    const Bound bound(parameters);
    if (condition() == Condition::Broken)
      throw QueryError("postgresql: the connection is lost", QueryError::Kind::NotSent);
    if (PQsetnonblocking(handle_.get(), 1) != 0 ||
        !PQsendQueryParams(handle_.get(), std::string(sql).c_str(),
                           static_cast<int>(bound.values.size()), bound.types.data(),
                           bound.values.data(), bound.lengths.data(), bound.formats.data(),
                           0))
      fail_under_way(QueryError::Kind::NotSent);
    last_.reset();
    return flush();
  }

  Awaits proceed() override {
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

  ResultSet finish() override {
    PQsetnonblocking(handle_.get(), 0);
    const Result result = std::move(last_);
    return rows(result.get());
  }

  int socket() const noexcept override { return PQsocket(handle_.get()); }

  std::function<void()> interruption() override {
    const std::shared_ptr<PGcancel> cancel(PQgetCancel(handle_.get()), &PQfreeCancel);
    return [cancel] {
      char message[256];
      PQcancel(cancel.get(), message, sizeof(message));
    };
  }

  unsigned session_limit() override {
    const ResultSet result =
        run("SELECT least(current_setting('max_connections')::int - "
            "current_setting('superuser_reserved_connections')::int, nullif((SELECT "
            "datconnlimit FROM pg_database WHERE datname = current_database()), -1), "
            "nullif((SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user), -1))",
            {});
    return static_cast<unsigned>(std::get<std::int64_t>(result.rows.at(0).at(0)));
  }

private:
  Awaits flush() {
    switch (PQflush(handle_.get())) {
    case 0:
      return Awaits::Read;
    case 1:
      return Awaits::ReadOrWrite;
    default:
      fail_under_way(QueryError::Kind::OutcomeLost);
    }
  }

  [[noreturn]] void fail_under_way(QueryError::Kind kind) {
    PQsetnonblocking(handle_.get(), 0);
    throw QueryError("postgresql: " + without_line_end(PQerrorMessage(handle_.get())),
                     kind);
  }

  ResultSet rows(const PGresult *result) {
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK &&
        status != PGRES_EMPTY_QUERY) {
      const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
      const std::string code = state ? state : "";
      const std::string message = without_line_end(PQerrorMessage(handle_.get()));
      if (condition() == Condition::Broken)
        throw QueryError("postgresql: " + message, QueryError::Kind::OutcomeLost, code);
      throw QueryError(
          "postgresql: " +
              (message.empty() ? "this kind of statement is not supported here" : message),
          kind_of(code), code);
    }
    ResultSet set;
    const int columns = PQnfields(result);
    for (int i = 0; i < columns; ++i)
      set.columns.emplace_back(PQfname(result, i));
    const int count = PQntuples(result);
    set.rows.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) {
      Row &values = set.rows.emplace_back();
      values.reserve(static_cast<std::size_t>(columns));
      for (int i = 0; i < columns; ++i)
        values.push_back(column(result, row, i));
    }
    set.affected = parse_number<std::uint64_t>(PQcmdTuples(const_cast<PGresult *>(result)));
    return set;
  }

  Handle handle_;
  Result last_; ///< of the statement under way
  const std::string settings_;
  bool silent_ = false; ///< an answer is still owed
};

/// The SQLSTATE in a verbose error message, `FATAL:  28P01: …`; empty when there is none.
std::string_view state_in(std::string_view message) {
  const auto is_state = [](std::string_view text) {
    return text.size() == 5 &&
           text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == text.npos;
  };
  for (std::size_t at = message.find(":  "); at != message.npos;
       at = message.find(":  ", at + 1))
    if (at + 8 < message.size() && message[at + 8] == ':' &&
        is_state(message.substr(at + 3, 5)))
      return message.substr(at + 3, 5);
  return {};
}

bool is_permanent(const PGconn *connection, std::string_view state) {
  return state.starts_with("28") || state == "3D000" || state == "42501" ||
         PQconnectionNeedsPassword(connection);
}

class PqDriver final : public Driver {
public:
  PqDriver(std::string conninfo, Options options)
      : conninfo_(std::move(conninfo)), options_(options),
        target_(
            describe(conninfo_, {"host", "hostaddr", "port", "dbname", "user", "service"})),
        server_(describe(conninfo_, {"host", "hostaddr", "port", "service"})) {}

  std::unique_ptr<Connection> connect(milliseconds timeout) override {
    const Deadline until = std::chrono::steady_clock::now() + timeout;
    Handle handle(PQconnectStart(conninfo_.c_str()));
    if (!handle)
      throw ConnectError("cannot connect to " + target_ + ": out of memory",
                         ConnectError::Kind::Transient);
    // Messages are in the server's language; with this, its error codes are in them as
    // well.
    PQsetErrorVerbosity(handle.get(), PQERRORS_VERBOSE);
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (PQstatus(handle.get()) != CONNECTION_BAD && state != PGRES_POLLING_OK) {
      if (!wait_for(PQsocket(handle.get()),
                    state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until))
        throw ConnectError("cannot connect to " + target_ + ": no answer within " +
                               std::to_string(timeout.count()) + " ms",
                           ConnectError::Kind::Transient);
      state = PQconnectPoll(handle.get());
      if (state == PGRES_POLLING_FAILED)
        break;
    }
    if (PQstatus(handle.get()) != CONNECTION_OK)
      refuse(handle.get());
    PQsetErrorVerbosity(handle.get(), PQERRORS_DEFAULT);
    std::string settings;
    if (const auto limit = options_.statement_timeout.count(); limit > 0)
      settings = "SET statement_timeout = " + std::to_string(limit);
    auto connection = std::make_unique<PqConnection>(std::move(handle), settings);
    if (!settings.empty())
      expect_no_pooler(*connection);
    if (!connection->apply_settings(timeout))
      throw ConnectError("cannot set statement_timeout on " + target_,
                         ConnectError::Kind::Transient);
    return connection;
  }

  std::string target() const override { return target_; }
  std::string server() const override { return server_; }

private:
  static std::string describe(const std::string &conninfo,
                              std::initializer_list<std::string_view> names) {
    // libpq's own message may quote the string, and with it a password.
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
        PQconninfoParse(conninfo.c_str(), nullptr), &PQconninfoFree);
    if (!parsed)
      throw std::invalid_argument(
          "connpool: the PostgreSQL connection string cannot be parsed");
    std::string text = "postgresql";
    for (const PQconninfoOption *option = parsed.get(); option->keyword; ++option) {
      const std::string_view name = option->keyword;
      if (option->val && std::ranges::find(names, name) != names.end())
        text += " " + std::string(name) + "=" + option->val;
    }
    return text;
  }

  [[noreturn]] void refuse(const PGconn *connection) const {
    std::string message = PQerrorMessage(connection);
    if (const auto at = message.find("\nLOCATION:"); at != message.npos)
      message.resize(at);
    const bool permanent = is_permanent(connection, state_in(message));
    throw ConnectError("cannot connect to " + target_ + ": " + without_line_end(message),
                       permanent ? ConnectError::Kind::Permanent
                                 : ConnectError::Kind::Transient);
  }

  /// A pooler answers with a session number of its own making.
  void expect_no_pooler(PqConnection &connection) const {
    const ResultSet session = connection.run("SELECT pg_backend_pid()", {});
    const auto *handle = static_cast<const PGconn *>(connection.native());
    if (std::get<std::int64_t>(session.rows.at(0).at(0)) != PQbackendPID(handle))
      throw ConnectError("cannot use statement_timeout on " + target_ +
                             ": it is set for a session, and a pooler such as PgBouncer "
                             "would pass it on to "
                             "other clients; set it for the user (ALTER ROLE … SET "
                             "statement_timeout), and "
                             "leave it 0 here",
                         ConnectError::Kind::Permanent);
  }

  const std::string conninfo_;
  const Options options_;
  const std::string target_;
  const std::string server_;
};

} // namespace

std::shared_ptr<Driver> driver(std::string conninfo, Options options) {
  return std::make_shared<PqDriver>(std::move(conninfo), options);
}

PGconn *handle(const Lease &lease) {
  return static_cast<PGconn *>(lease.connection().native());
}

} // namespace connpool::libpq
