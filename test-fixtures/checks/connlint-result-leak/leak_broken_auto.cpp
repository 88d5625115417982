// "auto" of a call with an unknown name has no type: the variable is followed by its name.
#include <libpq-fe.h>
#include <hiredis/hiredis.h>

void direct() {
  auto R = PQgetResult(unknown.connection());
  if (!R || PQresultStatus(R) != PGRES_COMMAND_OK)
    return; // want "result 'R' from PQgetResult" [connlint-result-leak]
  PQclear(R);
}

struct Session {
  int run();
  UnknownClass *C;
};

int Session::run() {
  auto *R = PQexec(C->connection(), "x");
  return PQntuples(R); // want "result 'R' from PQexec" [connlint-result-leak]
}

int fields() {
  auto Context = redisConnect(unknown.host(), 1);
  if (!Context || Context->err)
    return -1; // want "failed connection 'Context'" [connlint-connection-leak]
  redisFree(Context);
  return 0;
}

void inner(int N) {
  auto R = PQexec(unknown.connection(), "outer");
  if (N) {
    auto R = PQexec(unknown.connection(), "inner");
    PQntuples(R);
  }
  PQclear(R);
} // want "result 'R' from PQexec" [connlint-result-leak]
