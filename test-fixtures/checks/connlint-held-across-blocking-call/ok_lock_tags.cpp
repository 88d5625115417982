// A lock that only tries does not wait.
#include <libpq-fe.h>
#include <mutex>

static std::mutex Mutex;
static int Counter;

int count(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) == CONNECTION_OK) {
    std::unique_lock<std::mutex> Lock(Mutex, std::try_to_lock);
    if (Lock)
      ++Counter;
  }
  PQfinish(Conn);
  return Counter;
}
