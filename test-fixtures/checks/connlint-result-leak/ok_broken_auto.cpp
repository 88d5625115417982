// "auto" of a call with an unknown name has no type: the variable is followed by its name.
#include <libpq-fe.h>
#include <hiredis/hiredis.h>

void direct() {
  auto R = PQgetResult(unknown.connection());
  if (!R || PQresultStatus(R) != PGRES_COMMAND_OK) {
    PQclear(R);
    return;
  }
  PQclear(R);
}

struct Session {
  void run();
  UnknownClass *C;
};

void Session::run() {
  auto *R = PQexec(C->connection(), "x");
  PQclear(R);
}

int fields() {
  auto Reply = static_cast<redisReply *>(redisCommand(unknown.context(), "GET"));
  auto Again = redisConnect(unknown.host(), 1);
  int Failed = Again->err != 0;
  redisFree(Again);
  freeReplyObject(Reply);
  return Failed;
}

PGresult *inner(int N) {
  if (auto R = PQexec(unknown.connection(), "outer")) {
    if (N) {
      auto R = PQexec(unknown.connection(), "inner"); // ok: another variable of the same name
      PQclear(R);
    }
    return R;
  }
  return nullptr;
}

template <class Action> void later(Action A);

void lambda() {
  auto R = PQexec(unknown.connection(), "x");
  later([&] { PQclear(R); });
}
