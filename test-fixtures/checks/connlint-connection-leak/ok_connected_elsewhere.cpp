// What is connected lies in an object that somebody else has; the owner in there first ends
// what it had before.
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

Db *&idle();
void giveBack(Db *Lent);

static std::shared_ptr<Db> get() {
  Db *Lent = idle();
  if (Lent->connect())
    return std::shared_ptr<Db>(Lent, giveBack);
  return nullptr;
}

int run(const char *Sql) {
  auto Lent = get();
  if (!Lent)
    return -1;
  return Lent->run(Sql);
}
