// Of two operators, the compiler knows one: it throws.
#include <libpq-fe.h>
#include <stdexcept>

struct Entry {
  Entry(const char *Facility) {}
  Entry &operator<<(const char *Value) {
    if (!Value)
      throw std::invalid_argument("null");
    return *this;
  }
};

const char *textOf(PGresult *R);

int run(PGconn *C) {
  PGresult *R = PQexec(C, "x");
  if (!R)
    return -1;
  Entry::make(UnknownLevel) << PQresultErrorMessage(R);
  Entry("db") << textOf(R); // want "'R'" [connlint-leak-on-exception]
  PQclear(R);
  return 0;
}
