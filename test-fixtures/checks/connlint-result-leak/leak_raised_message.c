// What only shows a message leaves it with us.
#include <sqlite3.h>

void show_message(int code, const char *message);

void run(sqlite3 *db, const char *sql) {
  char *message = 0;
  int code = sqlite3_exec(db, sql, 0, 0, &message);
  if (code != SQLITE_OK)
    show_message(code, message);
} // want "'message'" [connlint-result-leak]
