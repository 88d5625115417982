// libpq.cpp - the PostgreSQL driver: opens sessions, with a deadline, and says whether a
// failure is worth another try.
#include "connpool/libpq.h"
#include "client_socket.h"
#include "connpool/error.h"
#include "libpq_connection.h"
#include <algorithm>
#include <stdexcept>

namespace connpool::libpq {

namespace {

using std::chrono::milliseconds;

/// The SQLSTATE in a verbose error message, `FATAL:  28P01: …`; empty when there is none.
std::string_view state_in(std::string_view message) {
  const auto is_state = [](std::string_view text) {
    return text.size() == 5 &&
           text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == text.npos;
  };
  for (std::size_t at = message.find(":  "); at != message.npos; at = message.find(":  ", at + 1))
    if (at + 8 < message.size() && message[at + 8] == ':' && is_state(message.substr(at + 3, 5)))
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
        target_(describe(conninfo_, {"host", "hostaddr", "port", "dbname", "user", "service"})),
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
      if (!wait_for(PQsocket(handle.get()), state == PGRES_POLLING_READING ? POLLIN : POLLOUT,
                    until))
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
      throw std::invalid_argument("connpool: the PostgreSQL connection string cannot be parsed");
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
                       permanent ? ConnectError::Kind::Permanent : ConnectError::Kind::Transient);
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

PGconn *handle(const Lease &lease) { return static_cast<PGconn *>(lease.connection().native()); }

} // namespace connpool::libpq
