// A function pointer in a struct of C++ can throw where the code around speaks of exceptions.
#include <libpq-fe.h>
#include <stdexcept>

struct table {
  void (*clear)(struct table *);
};

bool fill(table *t) noexcept;

void load() {
  table t;
  if (!fill(&t))
    throw std::invalid_argument("no table");
  PGconn *conn = PQconnectdb("dbname=shop");
  t.clear(&t); // want "connection 'conn' from PQconnectdb is still held" [connlint-leak-on-exception]
  PQfinish(conn);
}
