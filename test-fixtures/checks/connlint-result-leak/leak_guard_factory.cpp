// A factory makes a guard that releases another result.
#include <libpq-fe.h>
#include <type_traits>
#include <utility>

template <class F> struct ScopeExit {
  F Run;
  ~ScopeExit() { Run(); }
};
template <class F> auto forwarded(F &&Run) {
  return ScopeExit<std::decay_t<F>>{std::forward<F>(Run)};
}

int run(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT 1");
  auto Guard = forwarded([&] { PQclear(Result); });
  PGresult *Other = PQexec(Conn, "SELECT 2");
  return PQntuples(Result) + PQntuples(Other); // want "result 'Other'" [connlint-result-leak]
}
