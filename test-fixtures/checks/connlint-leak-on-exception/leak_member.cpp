// Members that are made already are destroyed, raw handles among them are not.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

struct Settings {
  explicit Settings(int N) {
    if (N < 0)
      throw std::invalid_argument("negative");
  }
};

class Session {
public:
  Session(const char *Dsn, int N)
      : Conn(PQconnectdb(Dsn)), Options(N) { // want "Conn" [connlint-leak-on-exception]
    app_log("ready");
  }
  Session(const Session &) = delete;
  ~Session() { PQfinish(Conn); }

private:
  PGconn *Conn;
  Settings Options;
};

int use(const char *Dsn) {
  Session S(Dsn, app_number());
  return 0;
}
