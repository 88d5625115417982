// A lock that waits.
#include <libpq-fe.h>
#include <mutex>

using Lock = std::unique_lock<std::mutex>;
static std::mutex Mutex;
static int Counter;

int count(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) == CONNECTION_OK) {
    Lock Held(Mutex); // want "for a lock" [connlint-held-across-blocking-call]
    if (Held)
      ++Counter;
  }
  PQfinish(Conn);
  return Counter;
}
