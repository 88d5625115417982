// A factory takes the closure of a guard by reference, and puts it into the guard.
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
template <class F> ScopeExit<std::decay_t<F>> moved(F &&Run) { return {std::move(Run)}; }

int run(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT 1");
  auto Guard = forwarded([&] { PQclear(Result); });
  return PQntuples(Result); // ok: the guard releases
}

int run_moved(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT 1");
  auto Guard = moved([=] { PQclear(Result); });
  return PQntuples(Result); // ok: the guard releases
}
