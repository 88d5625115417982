// While an exception is handled another one comes and goes: "throw;" throws the first again.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

int nested(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    try {
      throw 17;
    } catch (int) {
      try {
        throw std::runtime_error("inner");
      } catch (const std::runtime_error &) {
        app_log("inner");
      }
      throw; // miss: it is the number again, which nobody below takes
    }
  } catch (const std::runtime_error &) {
    app_log("outer");
  }
  PQfinish(Conn);
  return 0;
}
