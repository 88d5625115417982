// What is fetched whether there is one or not.
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
  meta = mysql_stmt_result_metadata(stmt);
  if (meta == nullptr)
    affected += mysql_stmt_affected_rows(stmt);
}

bool Prepared::step() {
  while (mysql_stmt_fetch(stmt) != 0) {
    if (!next_row())
      return false;
    execute(); // want "overwritten" [connlint-result-leak]
  }
  return true;
}
