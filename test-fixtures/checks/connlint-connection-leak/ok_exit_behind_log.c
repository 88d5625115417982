// The handle of a failed connect is lost, and the process ends behind a log line that is written
// or not.
#include <mysql.h>
#include <stdlib.h>

extern int quiet;
void log_line(const char *text);
void keep(MYSQL *conn);

void fill(int n) {
  for (int i = 0; i < n; i++) {
    MYSQL *conn = mysql_init(0);
    if (!conn)
      exit(1);
    conn = mysql_real_connect(conn, "db", "u", "p", "d", 0, 0, 0);
    if (!conn) {
      if (!quiet) {
        log_line("connect failed");
        log_line("giving up");
      }
      exit(1);
    }
    keep(conn);
  }
}
