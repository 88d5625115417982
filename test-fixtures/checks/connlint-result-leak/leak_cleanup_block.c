// A block as cleanup of one variable does not release another one.
// args: -fblocks
#include <libpq-fe.h>

typedef void (^cleanup_block_t)(void);
static inline void run_cleanup_block(cleanup_block_t *b) { (*b)(); }
#define RAII_VAR(vartype, varname, initval, dtor) \
  __block vartype varname = initval; \
  cleanup_block_t _cleanup_##varname __attribute__((cleanup(run_cleanup_block), unused)) = \
      ^{ { (void)dtor(varname); } };

static void clear_it(PGresult *r) { PQclear(r); }

int query(PGconn *c) {
  RAII_VAR(PGresult *, r, PQexec(c, "x"), clear_it);
  PGresult *s = PQexec(c, "y");
  if (PQresultStatus(r) != PGRES_TUPLES_OK)
    return -1; // want "result 's'" [connlint-result-leak]
  PQclear(s);
  return PQntuples(r);
}

static void count(PGresult *r) { PQntuples(r); }

int no_release(PGconn *c) {
  RAII_VAR(PGresult *, r, PQexec(c, "x"), count);
  return PQntuples(r); // want "result 'r'" [connlint-result-leak]
}
