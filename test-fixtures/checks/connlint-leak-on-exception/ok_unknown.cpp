// No word of exceptions in this code: the functions of other files are taken to throw nothing.
#include <libpq-fe.h>
#include <string>

void notify(int N);

int unknown(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  notify(1); // ok: nothing says that it throws
  PQfinish(Conn);
  return 0;
}

int memory(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::string Text(PQerrorMessage(Conn)); // ok: running out of memory is no way out
  Text += '!';
  PQfinish(Conn);
  return static_cast<int>(Text.size());
}
