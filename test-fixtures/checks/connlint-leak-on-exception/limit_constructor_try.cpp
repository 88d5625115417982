// A handler around a constructor's initialisers always throws on; what it misses is not seen.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

static int checked(int N) {
  if (N < 0)
    throw std::invalid_argument("negative");
  return N;
}

class Session {
public:
  explicit Session(const char *Dsn) try : Conn(PQconnectdb(Dsn)) {
    checked(app_number());
  } catch (const std::exception &) {
    app_log("no session");
  } // miss: the handler throws on, and the connection is lost
  Session(const Session &) = delete;
  ~Session() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

int use(const char *Dsn) {
  Session S(Dsn);
  return 0;
}
