// leak_other_handler.cpp - std::stoi throws two exceptions, and only one of them is handled.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>

int number(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT value FROM settings");
  int Value = 0;
  try {
    Value =
        std::stoi(PQgetvalue(Result, 0, 0)); // want "std::stoi throws" [connlint-leak-on-exception]
  } catch (const std::invalid_argument &) {
    Value = -1;
  }
  PQclear(Result);
  return Value;
}

long large(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT size FROM files");
  long Value = 0;
  try {
    Value =
        std::stol(PQgetvalue(Result, 0, 0)); // want "std::stol throws" [connlint-leak-on-exception]
  } catch (const std::out_of_range &) {
    Value = -1;
  }
  PQclear(Result);
  return Value;
}
