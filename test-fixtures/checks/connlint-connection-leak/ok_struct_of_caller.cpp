// A helper opens into a struct; its caller, who has the struct, closes.
#include <mysql.h>
#include <sqlite3.h>

struct Store {
  sqlite3 *Db;
};

static int open(Store &S) {
  int Code = sqlite3_open("store", &S.Db);
  if (Code) {
    sqlite3_close(S.Db);
    S.Db = nullptr;
  }
  return Code;
}

int vacuum() {
  Store S;
  if (open(S) != SQLITE_OK)
    return -1;
  int Code = sqlite3_exec(S.Db, "VACUUM", nullptr, nullptr, nullptr);
  sqlite3_close(S.Db);
  return Code;
}

struct Session {
  MYSQL Mysql;
};

static bool connect(Session *S) {
  mysql_init(&S->Mysql);
  return mysql_real_connect(&S->Mysql, "h", "u", "p", "d", 0, nullptr, 0) != nullptr;
}

int ask() {
  Session S;
  if (!connect(&S))
    return -1;
  int Code = mysql_query(&S.Mysql, "UPDATE t SET x = 1");
  mysql_close(&S.Mysql);
  return Code;
}
