// TestServer.h - a database server of the test's own: in a temporary folder, on a Unix
// socket and a free loopback port, as an unprivileged user, gone when the test is.
#ifndef CONNPOOL_TESTS_TEST_SERVER_H
#define CONNPOOL_TESTS_TEST_SERVER_H

#include "Support.h"
#include <string>
#include <sys/types.h>
#include <vector>

namespace connpool::test {

/// A process that runs as `user` when the test runs as root, and as the tester otherwise.
pid_t spawn(const std::vector<std::string> &command, const std::string &user,
            const std::string &log);

class TestServer {
public:
  TestServer(const TestServer &) = delete;
  TestServer &operator=(const TestServer &) = delete;
  virtual ~TestServer() = default;

  /// Returns when it accepts connections; throws std::runtime_error, with its log, if it
  /// does not.
  void start();
  /// kill -9 for it and all of its children, as a power failure.
  void crash();
  const std::string &folder() const { return folder_.path(); }
  unsigned port() const { return port_; }

protected:
  explicit TestServer(std::string user);
  virtual std::vector<std::string> command() const = 0;
  virtual bool accepts() const = 0;
  /// Runs to its end; throws when that is not a success.
  void run(const std::vector<std::string> &command) const;
  std::string log_text() const;

private:
  const TemporaryFolder folder_;
  std::string user_;
  unsigned port_ = 0;
  pid_t process_ = -1;
};

class PostgresServer final : public TestServer {
public:
  explicit PostgresServer(unsigned max_connections = 60);
  ~PostgresServer() override { crash(); }
  std::string conninfo(const std::string &more = {}) const;
  std::string tcp_conninfo(const std::string &more = {}) const;
  /// One of the programs that come with the server.
  static std::string program(const char *name);

private:
  std::vector<std::string> command() const override;
  bool accepts() const override;
  unsigned max_connections_;
};

/// PgBouncer in transaction mode, in front of a PostgreSQL of its own.
class PgBouncerServer final : public TestServer {
public:
  /// `sessions`: how many it opens at the server, for each user and database.
  explicit PgBouncerServer(unsigned sessions = 4);
  ~PgBouncerServer() override { crash(); }
  std::string conninfo() const;
  PostgresServer &behind() { return behind_; }

private:
  std::vector<std::string> command() const override;
  bool accepts() const override;
  PostgresServer behind_;
};

class MariaDbServer final : public TestServer {
public:
  explicit MariaDbServer(unsigned max_connections = 60);
  ~MariaDbServer() override { crash(); }
  std::string socket() const { return folder() + "/s"; }

private:
  std::vector<std::string> command() const override;
  bool accepts() const override;
  unsigned max_connections_;
};

} // namespace connpool::test

#endif
