// Waiting for some time is waiting.
#include <chrono>
#include <future>
#include <libpq-fe.h>

bool ask(const char *Dsn, std::future<int> &Answer) {
  PGconn *Conn = PQconnectdb(Dsn);
  bool Ready =
      PQstatus(Conn) == CONNECTION_OK &&
      Answer.wait_for( // want "for another thread" [connlint-held-across-blocking-call]
          std::chrono::seconds(2)) == std::future_status::ready;
  PQfinish(Conn);
  return Ready;
}
