// What raises an error with a message frees the message before.
#include <sqlite3.h>

void raise_with_message(int code, const char *message);

void run(sqlite3 *db, const char *sql) {
  char *message = 0;
  int code = sqlite3_exec(db, sql, 0, 0, &message);
  if (code != SQLITE_OK)
    raise_with_message(code, message); // ok: taken along
}

void quiet(sqlite3 *db, const char *sql) {
  char *message = 0;
  sqlite3_exec(db, sql, 0, 0, &message);
  sqlite3_free(message);
}
