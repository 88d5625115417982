// Nothing says that load() throws, but this code expects it: the call lies in a try block.
#include <libpq-fe.h>
#include "app.h"

namespace import {
void load(const char *File);
}

bool importAll(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) != CONNECTION_OK) {
    PQfinish(Conn);
    return false;
  }
  try {
    import::load("notes.csv"); // want "Conn" [connlint-leak-on-exception]
  } catch (const char *Text) {
    PQfinish(Conn);
    return false;
  }
  PQfinish(Conn);
  return true;
}
