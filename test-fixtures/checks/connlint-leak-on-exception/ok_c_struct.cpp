// A function pointer in a struct of C does not throw.
#include <libpq-fe.h>
#include <stdexcept>

extern "C" {
struct table {
  void (*clear)(struct table *);
};
}

bool fill(table *t) noexcept;

void load() {
  table t;
  if (!fill(&t))
    throw std::invalid_argument("no table");
  PGconn *conn = PQconnectdb("dbname=shop");
  t.clear(&t); // ok: comes from C
  PQfinish(conn);
}
