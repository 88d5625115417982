// The same shapes with a handle that nobody looks after.
#include <app.h>
#include <libpq-fe.h>

PGresult *fetch(const char *Sql);

int fails(const char *Sql) {
  PGresult *Result = fetch(Sql);
  if (PQntuples(Result) == 0)
    throw 7; // want "result 'Result' from fetch" [connlint-leak-on-exception]
  PQclear(Result);
  return 0;
}

/// Reads only.
class View {
public:
  explicit View(PGresult *Of) : Result(Of) {}
  ~View() {
    if (connected())
      app_log("done");
  }

private:
  bool connected() const;
  PGresult *Result;
};

void conditional(PGconn *Conn) {
  View Rows(PQexec(Conn, "SELECT 1"));
  app_check(1); // ok: the same mistake as at the end
} // want "is not released on this way out" [connlint-result-leak]
