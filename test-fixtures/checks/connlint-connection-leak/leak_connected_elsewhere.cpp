// What is connected lies in an object that is made here, and nobody else has it.
#include <memory>
#include <mysql.h>

struct Db {
  std::shared_ptr<MYSQL> Raw;
  bool connect();
  int run(const char *Sql);
};

bool Db::connect() {
  MYSQL *New = mysql_init(nullptr);
  if (!New)
    return false;
  Raw.reset(New, mysql_close);
  return true;
}

static Db *get() {
  Db *Made = new Db;
  if (Made->connect())
    return Made;
  delete Made;
  return nullptr;
}

int run() {
  Db *Made = get();
  if (!Made)
    return -1;
  return 0; // want "connection" [connlint-connection-leak]
}
