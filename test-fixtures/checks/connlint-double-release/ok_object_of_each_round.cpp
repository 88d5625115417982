// Every round of the loop has an object of its own from a function that is not seen.
#include <libpq-fe.h>
class Rows {
public:
  explicit Rows(PGresult *rows) : rows(rows) {}
  Rows(const Rows &) = delete;
  ~Rows() { PQclear(rows); }
  int count() const { return PQntuples(rows); }

private:
  PGresult *rows;
};
Rows query(PGconn *conn);
int countAll(PGconn *conn, int times) {
  int sum = 0;
  for (int i = 0; i < times; i++) {
    Rows rows = query(conn);
    sum += rows.count(); // ok: not those of the former round
  }
  return sum;
}
int countOne(PGconn *conn) {
  Rows rows(PQexec(conn, "SELECT 1"));
  return rows.count();
}
