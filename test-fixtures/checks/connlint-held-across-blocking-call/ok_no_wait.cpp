// Waiting for no time at all is asking.
#include <chrono>
#include <condition_variable>
#include <future>
#include <libpq-fe.h>

bool ask(const char *Dsn, std::future<int> &Answer, std::condition_variable &Changed,
         std::unique_lock<std::mutex> &Lock) {
  using namespace std::chrono_literals;
  PGconn *Conn = PQconnectdb(Dsn);
  bool Ready = PQstatus(Conn) == CONNECTION_OK &&
               Answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready &&
               Changed.wait_for(Lock, 0ms) == std::cv_status::no_timeout;
  PQfinish(Conn);
  return Ready;
}
