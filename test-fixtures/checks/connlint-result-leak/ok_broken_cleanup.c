// The compiler dropped a cleanup attribute: of a nested function of GNU C, or of an unknown one.
#include <libpq-fe.h>

#define RAII_VAR(vartype, varname, initval, dtor) \
  auto void _dtor_##varname(vartype *v); \
  void _dtor_##varname(vartype *v) { dtor(*v); } \
  vartype varname __attribute__((cleanup(_dtor_##varname))) = (initval)
#define _cleanup_(f) __attribute__((cleanup(f)))

static int run(PGconn *c, PGresult **result) {
  *result = PQexec(c, "x");
  if (PQresultStatus(*result) != PGRES_TUPLES_OK)
    return -1;
  return 0;
}

int nested(PGconn *c) {
  RAII_VAR(PGresult *, r, 0, PQclear);
  if (run(c, &r) != 0)
    return -1; // ok: the nested function clears it
  return PQntuples(r);
}

int loop(PGconn *c) {
  int n = 0;
  for (int i = 0; i < 3; i++) {
    RAII_VAR(PGresult *, r, PQexec(c, "x"), PQclear);
    if (PQntuples(r) > 3)
      continue;
    n += PQntuples(r);
  }
  return n;
}

int unknown(PGconn *c) {
  _cleanup_(clear_result_pointer) PGresult *r = PQexec(c, "x");
  return PQntuples(r);
}

int behind(PGconn *c) {
  PGresult *r __attribute__((__cleanup__(clear_result_pointer))) = PQexec(c, "x");
  return PQntuples(r);
}
