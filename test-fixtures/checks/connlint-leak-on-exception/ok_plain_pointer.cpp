// What is called through a plain pointer most likely comes from C, which does not throw.
#include <libpq-fe.h>
#include <stdexcept>

struct table {
  void (*clear)(struct table *);
};

bool fill(table *t) noexcept;
using Hook = void (*)(int);
Hook find_hook() noexcept;

void load() {
  table t;
  if (!fill(&t))
    throw std::invalid_argument("no table");
  Hook on_open = find_hook();
  PGconn *conn = PQconnectdb("dbname=shop");
  t.clear(&t); // ok: comes from C
  on_open(1);  // ok: as well
  PQfinish(conn);
}
