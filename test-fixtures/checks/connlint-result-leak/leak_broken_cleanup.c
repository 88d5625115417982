// Next to a variable whose cleanup attribute the compiler dropped, one that has none.
#include <libpq-fe.h>

#define VAR(vartype, varname, initval) vartype varname = (initval)
#define _cleanup_(f) __attribute__((cleanup(f)))

int unknown(PGconn *c) {
  _cleanup_(clear_result_pointer) PGresult *r = PQexec(c, "x");
  /* no cleanup */ PGresult *s = PQexec(c, "y");
  return PQntuples(r) + PQntuples(s); // want "result 's'" [connlint-result-leak]
}

int macro(PGconn *c) {
  VAR(PGresult *, r, PQexec(c, "x"));
  return PQntuples(r); // want "result 'r'" [connlint-result-leak]
}
