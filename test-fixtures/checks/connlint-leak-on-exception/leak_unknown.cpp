// A function of another file may throw, where the code speaks of exceptions.
#include <app.h>
#include <libpq-fe.h>
#include <string>

void ready() noexcept;
void notify(int N);

int unknown(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  notify(1); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return 0;
}

int library(const char *Dsn, const std::string &Text) {
  PGconn *Conn = PQconnectdb(Dsn);
  int N = std::stoi(Text); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return N;
}
