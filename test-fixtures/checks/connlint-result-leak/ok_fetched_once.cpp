// What is fetched only while there is none is not overwritten by the next round of a loop.
#include <mysql.h>

bool next_row();

class Prepared {
public:
  ~Prepared() {
    if (meta)
      mysql_free_result(meta);
  }
  bool step();

private:
  void execute();
  MYSQL_STMT *stmt;
  MYSQL_RES *meta = nullptr;
  unsigned long long affected = 0;
};

void Prepared::execute() {
  if (mysql_stmt_execute(stmt) != 0)
    throw 1;
  if (meta == nullptr)
    meta = mysql_stmt_result_metadata(stmt); // ok: there was none
  if (meta == nullptr)
    affected += mysql_stmt_affected_rows(stmt);
}

bool Prepared::step() {
  while (mysql_stmt_fetch(stmt) != 0) {
    if (!next_row())
      return false;
    execute();
  }
  return true;
}
