// A block as cleanup, which headers write for Clang in place of a nested function of GNU C.
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
  if (PQresultStatus(r) != PGRES_TUPLES_OK)
    return -1; // ok: the block clears it
  return PQntuples(r);
}

int later(PGconn *c) {
  RAII_VAR(PGresult *, r, 0, clear_it);
  r = PQexec(c, "x");
  if (PQresultStatus(r) != PGRES_TUPLES_OK)
    return -1;
  return PQntuples(r);
}

struct config {
  PGresult *insert;
};
static void config_free(struct config *config) { PQclear(config->insert); }
struct config *config_alloc(void);
void note(const char *text);

struct config *load(PGconn *c) {
  RAII_VAR(struct config *, config, config_alloc(), config_free);
  struct config *loaded;
  config->insert = PQexec(c, "x");
  if (PQresultStatus(config->insert) != PGRES_COMMAND_OK)
    return 0;
  note("loaded"); // ok: the block does not run before the end
  loaded = config;
  config = 0;
  return loaded;
}

int branches(PGconn *c, int n) {
  RAII_VAR(PGresult *, r, PQexec(c, "x"), (n ? clear_it : PQclear));
  return PQntuples(r);
}
