// What a function does nothing without are three things, of which the caller has two.
#include <mysql.h>

struct Session {
  MYSQL *mysql = nullptr;
  bool is_idle = true;
};

class Db {
  Session *session = nullptr;

public:
  void close() {
    if (session && session->is_idle && session->mysql) {
      mysql_close(session->mysql);
      session->mysql = nullptr;
    }
  }

  bool connect(const char *host) {
    close();
    if (!session)
      session = new Session;
    session->mysql = mysql_init(nullptr);
    if (mysql_real_connect(session->mysql, host, "app", "", "shop", 0, nullptr, 0))
      return true;
    close();
    return false;
  }

  bool again(const char *first, const char *second) {
    if (!connect(first))
      return false;
    if (mysql_ping(session->mysql) == 0)
      return true;
    return connect(second); // want "connection .this->session->mysql. from Db::connect is overwritten" [connlint-connection-leak]
  }

  ~Db() {
    close();
    delete session;
  }
};
