// The object of the round is released by hand, and then by its destructor.
#include <libpq-fe.h>
class Rows {
public:
  explicit Rows(PGresult *rows) : rows(rows) {}
  Rows(const Rows &) = delete;
  ~Rows() { PQclear(rows); }
  void clear() { PQclear(rows); }

private:
  PGresult *rows;
};
Rows query(PGconn *conn);
void clearAll(PGconn *conn, int times) {
  for (int i = 0; i < times; i++) {
    Rows rows = query(conn);
    rows.clear();
  } // want "is released a second time" [connlint-double-release]
}
