// mysql.cpp - the driver for MariaDB and MySQL, with either client library.
#include "connpool/mysql.h"
#include "connpool/error.h"
#include "mysql_connection.h"
#include <cstring>
#include <mysqld_error.h>
#include <stdexcept>

namespace connpool::mysql {

namespace {

using std::chrono::milliseconds;

class MysqlDriver final : public Driver, public std::enable_shared_from_this<MysqlDriver> {
public:
  explicit MysqlDriver(Options options) : options_(std::move(options)) {
    static const int initialised = mysql_library_init(0, nullptr, nullptr);
    if (initialised != 0)
      throw std::runtime_error("connpool: the MySQL client library cannot be initialised");
  }

  std::unique_ptr<Connection> connect(milliseconds timeout) override {
    Handle handle = open(timeout);
    const std::string limit = statement_limit(handle.get());
    std::vector<std::string> settings;
    if (!limit.empty())
      settings.push_back(limit);
    auto interrupt = [weak = weak_from_this()](unsigned long session) {
      if (const auto driver = weak.lock())
        driver->end_statement_of(session);
    };
    auto connection = std::make_unique<MysqlConnection>(std::move(handle), std::move(settings),
                                                        std::move(interrupt));
    if (!limit.empty() && !connection->command(limit, timeout))
      throw ConnectError("cannot set statement_timeout on " + target(),
                         ConnectError::Kind::Transient);
    return connection;
  }

  std::string target() const override {
    return "mysql " + options_.user + "@" + place() + "/" + options_.database;
  }
  std::string server() const override { return "mysql " + place(); }
  Quoting quoting() const noexcept override { return Quoting::Mysql; }

private:
  /// The statement that makes a session end long statements; empty: not asked for.
  std::string statement_limit(MYSQL *handle) const {
    const auto limit = options_.statement_timeout.count();
    if (limit <= 0)
      return {};
    return std::strstr(mysql_get_server_info(handle), "MariaDB")
               ? "SET max_statement_time = " + std::to_string(limit) + " / 1000"
               : "SET max_execution_time = " + std::to_string(limit);
  }

  void end_statement_of(unsigned long session) const {
    try {
      const Handle handle = open(std::chrono::seconds(2));
      mysql_query(handle.get(), ("KILL QUERY " + std::to_string(session)).c_str());
    } catch (const std::exception &) {
      // Then it ends when it ends.
    }
  }

  Handle open(milliseconds timeout) const {
    Handle handle(mysql_init(nullptr));
    if (!handle)
      throw std::bad_alloc();
    const auto seconds =
        static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(timeout).count());
    mysql_options(handle.get(), MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    mysql_options(handle.get(), MYSQL_SET_CHARSET_NAME, options_.charset.c_str());
    const auto patience = static_cast<unsigned>(options_.read_timeout.count());
    if (patience > 0)
      mysql_options(handle.get(), MYSQL_OPT_READ_TIMEOUT, &patience);
    if (!options_.ssl_ca.empty())
      mysql_ssl_set(handle.get(), nullptr, nullptr, options_.ssl_ca.c_str(), nullptr, nullptr);
    const auto or_null = [](const std::string &text) {
      return text.empty() ? nullptr : text.c_str();
    };
    if (!mysql_real_connect(handle.get(), options_.socket.empty() ? options_.host.c_str() : nullptr,
                            options_.user.c_str(), options_.password.c_str(),
                            or_null(options_.database), options_.port, or_null(options_.socket),
                            0)) {
      const unsigned code = mysql_errno(handle.get());
      const bool permanent = code == ER_ACCESS_DENIED_ERROR || code == ER_DBACCESS_DENIED_ERROR ||
                             code == ER_BAD_DB_ERROR || code == ER_ACCESS_DENIED_NO_PASSWORD_ERROR;
      throw ConnectError("cannot connect to " + target() + ": " + mysql_error(handle.get()),
                         permanent ? ConnectError::Kind::Permanent : ConnectError::Kind::Transient);
    }
    return handle;
  }

  std::string place() const {
    return options_.socket.empty() ? options_.host + ":" + std::to_string(options_.port)
                                   : options_.socket;
  }

  const Options options_;
};

} // namespace

std::shared_ptr<Driver> driver(Options options) {
  return std::make_shared<MysqlDriver>(std::move(options));
}

MYSQL *handle(const Lease &lease) { return static_cast<MYSQL *>(lease.connection().native()); }

} // namespace connpool::mysql
