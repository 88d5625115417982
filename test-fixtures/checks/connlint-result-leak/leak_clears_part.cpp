// Who clears itself clears what its own bases hold, too.
#include <cstring>
#include <mysql.h>

struct Cursor {
  MYSQL *Connection;
  MYSQL_RES *Rows;
};

struct Item {
  char Name[8];
};

struct Items : Cursor, Item {
  void parse(MYSQL_ROW Row) {
    memset(this, 0, sizeof(Items));
    Name[0] = Row[0][0];
  }
  bool next() {
    if (!Rows)
      Rows = mysql_store_result(Connection);
    if (!Rows)
      return false;
    if (MYSQL_ROW Row = mysql_fetch_row(Rows)) {
      parse(Row); // want "overwritten" [connlint-result-leak]
      return true;
    }
    mysql_free_result(Rows);
    Rows = nullptr;
    return false;
  }
};

bool first(Items &All) {
  return All.next();
}
