// Loops full of "a && b", and one way out behind each.
#include <libpq-fe.h>

int note(const char *text);
int next_line(char *line);

void load(PGconn *conn, int level) {
  char line[256];
  while (next_line(line)) {
    level > 1 && note("a");
    line[0] == '#' && note("comment");
    level > 2 && note("b");
    line[1] == '#' && note("second comment");
    level > 3 && note("c");
    line[2] == '#' && note("third comment");
    level > 4 && note("d");
    line[3] == '#' && note("fourth comment");
    if (line[0] == '.')
      break;
  }
  PGresult *res = PQexec(conn, "SELECT name FROM files");
  while (next_line(line)) {
    level > 1 && note("a");
    line[0] == '#' && note("comment");
    level > 2 && note("b");
    line[1] == '#' && note("second comment");
    level > 3 && note("c");
    line[2] == '#' && note("third comment");
    PGresult *more = PQexec(conn, line);
    level > 4 && note("d");
    line[3] == '#' && note("fourth comment");
    if (PQntuples(more) > 3)
      note("many");
    PQclear(more);
  }
  PQclear(res);
}
