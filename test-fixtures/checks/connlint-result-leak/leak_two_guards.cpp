// The second guard is dismissed, the first one is not.
#include <libpq-fe.h>
#include <utility>
template <class F> class Finally {
public:
  explicit Finally(F Action) : Action(std::move(Action)) {}
  ~Finally() {
    if (Armed)
      Action();
  }
  void dismiss() { Armed = false; }

private:
  F Action;
  bool Armed = true;
};
int count(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  Finally Close([Conn] { PQfinish(Conn); });
  if (PQstatus(Conn) != CONNECTION_OK)
    return -1;
  PGresult *Rows = PQexec(Conn, "SELECT name FROM series");
  Finally Clear([Rows] { PQclear(Rows); });
  Clear.dismiss();
  return PQntuples(Rows); // want "result 'Rows' from PQexec is not released" [connlint-result-leak]
}
