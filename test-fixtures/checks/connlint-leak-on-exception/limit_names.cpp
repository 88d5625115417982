// A function with "log" in its name is taken not to throw.
#include <libpq-fe.h>
#include <stdexcept>

void log_rows(int Rows); // miss: throws when the disk is full
struct disk_full : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void run(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT 1");
  log_rows(PQntuples(Result));
  PQclear(Result);
}
