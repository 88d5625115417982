// Who clears itself clears its own part; what another base of the object holds is still there.
#include <cstring>
#include <mysql.h>

struct Cursor {
  MYSQL *Connection;
  MYSQL_RES *Rows;
};

struct Item {
  char Name[8];
  void parse(MYSQL_ROW Row) {
    memset(this, 0, sizeof(Item));
    Name[0] = Row[0][0];
  }
};

struct Items : Cursor, Item {
  bool next() {
    if (!Rows)
      Rows = mysql_store_result(Connection);
    if (!Rows)
      return false;
    if (MYSQL_ROW Row = mysql_fetch_row(Rows)) {
      parse(Row); // ok: not the cursor
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
