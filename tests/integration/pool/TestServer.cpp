// TestServer.cpp - starting and crashing database servers.
#include "TestServer.h"
#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <pwd.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace connpool::test {

namespace {

unsigned free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  bind(listener, reinterpret_cast<sockaddr *>(&address), size);
  getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
  close(listener);
  return ntohs(address.sin_port);
}

std::vector<pid_t> children_of(pid_t process) {
  std::vector<pid_t> children;
  for (const auto &entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != name.npos)
      continue;
    std::string text;
    std::ifstream stat(entry.path() / "stat");
    std::getline(stat, text);
    // After the name in parentheses, which may contain anything: state, parent.
    std::istringstream fields(text.substr(std::min(text.size(), text.rfind(')') + 1)));
    std::string state;
    pid_t parent = 0;
    if (fields >> state >> parent && parent == process)
      children.push_back(std::stoi(name));
  }
  return children;
}

} // namespace

pid_t spawn(const std::vector<std::string> &command, const std::string &user,
            const std::string &log) {
  const passwd *account = geteuid() == 0 ? getpwnam(user.c_str()) : nullptr;
  if (geteuid() == 0 && !account)
    throw std::runtime_error("there is no user " + user);
  std::vector<char *> words;
  for (const std::string &word : command)
    words.push_back(const_cast<char *>(word.c_str()));
  words.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0)
    return child;
  setpgid(0, 0);
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  dup2(output, 1);
  dup2(output, 2);
  if (account &&
      (setgroups(0, nullptr) != 0 || setgid(account->pw_gid) != 0 || setuid(account->pw_uid) != 0))
    _exit(126);
  execvp(words[0], words.data());
  _exit(127);
}

TestServer::TestServer(std::string user) : user_(std::move(user)), port_(free_port()) {
  prctl(PR_SET_CHILD_SUBREAPER,
        1); // what a crashed server leaves behind is waited for here
  if (const passwd *account = getpwnam(user_.c_str()); geteuid() == 0 && account)
    if (chown(folder().c_str(), account->pw_uid, account->pw_gid) != 0)
      throw std::runtime_error("cannot give away " + folder());
}

std::string TestServer::log_text() const {
  std::ostringstream text;
  text << std::ifstream(folder() + "/log").rdbuf();
  return text.str();
}

void TestServer::run(const std::vector<std::string> &command) const {
  int status = 0;
  waitpid(spawn(command, user_, folder() + "/log"), &status, 0);
  if (status != 0)
    throw std::runtime_error(command[0] + " failed:\n" + log_text());
}

void TestServer::start() {
  process_ = spawn(command(), user_, folder() + "/log");
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!accepts()) {
    if (std::chrono::steady_clock::now() > until || waitpid(process_, nullptr, WNOHANG) != 0)
      throw std::runtime_error("the server does not start:\n" + log_text());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void TestServer::crash() {
  if (process_ <= 0)
    return;
  // Stopped first, so that it starts no new children while they are looked for.
  kill(process_, SIGSTOP);
  std::vector<pid_t> all = children_of(process_);
  all.push_back(process_);
  for (const pid_t each : all)
    kill(each, SIGKILL);
  // Its children are ours now, see the constructor.
  waitpid(process_, nullptr, 0);
  all.pop_back();
  for (const pid_t each : all)
    waitpid(each, nullptr, 0);
  process_ = -1;
}

PostgresServer::PostgresServer(unsigned max_connections)
    : TestServer("nobody"), max_connections_(max_connections) {
  run({program("initdb"), "-D", folder() + "/data", "-A", "trust", "-U", "tester", "--no-sync",
       "--no-instructions"});
  std::ofstream(folder() + "/data/pg_hba.conf", std::ios::trunc)
      << "local all locked scram-sha-256\nlocal all all trust\n"
         "host all locked_odd 127.0.0.1/32 scram-sha-256\n"
         "host all all 127.0.0.1/32 trust\n";
}

std::string PostgresServer::program(const char *name) {
  std::string newest;
  for (const auto &entry : std::filesystem::directory_iterator("/usr/lib/postgresql"))
    newest = std::max(newest, entry.path().string());
  return newest + "/bin/" + name;
}

std::vector<std::string> PostgresServer::command() const {
  return {program("postgres"),
          "-D",
          folder() + "/data",
          "-k",
          folder(),
          "-p",
          std::to_string(port()),
          "-c",
          "listen_addresses=127.0.0.1",
          "-c",
          "fsync=off",
          "-c",
          "max_connections=" + std::to_string(max_connections_),
          "-c",
          "superuser_reserved_connections=3"};
}

bool PostgresServer::accepts() const { return PQping(conninfo().c_str()) == PQPING_OK; }

std::string PostgresServer::conninfo(const std::string &more) const {
  return "host=" + folder() + " port=" + std::to_string(port()) + " user=tester dbname=postgres " +
         more;
}

std::string PostgresServer::tcp_conninfo(const std::string &more) const {
  return "host=127.0.0.1 port=" + std::to_string(port()) + " user=tester dbname=postgres " + more;
}

PgBouncerServer::PgBouncerServer(unsigned sessions) : TestServer("nobody") {
  behind_.start();
  std::ofstream(folder() + "/ini")
      << "[databases]\npostgres = host=127.0.0.1 port=" << behind_.port()
      << " dbname=postgres user=tester\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port "
         "= "
      << port() << "\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\n"
      << "max_client_conn = 200\ndefault_pool_size = " << sessions << "\n";
}

std::vector<std::string> PgBouncerServer::command() const {
  return {"/usr/sbin/pgbouncer", folder() + "/ini"};
}

bool PgBouncerServer::accepts() const { return PQping(conninfo().c_str()) == PQPING_OK; }

std::string PgBouncerServer::conninfo() const {
  return "host=127.0.0.1 port=" + std::to_string(port()) + " user=tester dbname=postgres";
}

MariaDbServer::MariaDbServer(unsigned max_connections)
    : TestServer("nobody"), max_connections_(max_connections) {
  run({"mariadb-install-db", "--no-defaults", "--datadir=" + folder() + "/data",
       "--auth-root-authentication-method=normal", "--skip-test-db"});
}

std::vector<std::string> MariaDbServer::command() const {
  return {"/usr/sbin/mariadbd",
          "--no-defaults",
          "--datadir=" + folder() + "/data",
          "--socket=" + socket(),
          "--port=" + std::to_string(port()),
          "--bind-address=127.0.0.1",
          "--skip-name-resolve",
          "--innodb-flush-log-at-trx-commit=0",
          "--innodb-buffer-pool-size=16M",
          "--max-connections=" + std::to_string(max_connections_)};
}

bool MariaDbServer::accepts() const {
  MYSQL *handle = mysql_init(nullptr);
  const bool good =
      mysql_real_connect(handle, nullptr, "root", "", nullptr, 0, socket().c_str(), 0);
  mysql_close(handle);
  return good;
}

} // namespace connpool::test
