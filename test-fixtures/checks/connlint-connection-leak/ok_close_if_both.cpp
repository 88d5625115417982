// What a function does nothing without are two things: a caller that has both knows that it closes.
#include <mysql.h>

struct Session {
  MYSQL *mysql = nullptr;
  bool is_idle = true;
};

class Db {
  Session *session = nullptr;

public:
  void close() {
    if (session && session->mysql) {
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
    return connect(second);
  }

  ~Db() {
    close();
    delete session;
  }
};
