// A handler that goes on leaves the transaction open.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

static void validate(int N) {
  if (N < 0)
    throw std::invalid_argument("negative");
}

int store(PGconn *Conn, int N) {
  PQclear(PQexec(Conn, "BEGIN"));
  try {
    validate(N);
  } catch (const std::exception &) {
    return -1; // want "transaction" [connlint-transaction-not-finished]
  }
  PQclear(PQexec(Conn, "COMMIT"));
  return 0;
}
