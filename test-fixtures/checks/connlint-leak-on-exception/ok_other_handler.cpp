// ok_other_handler.cpp - both exceptions of std::stoi are handled, one by one or by their base.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>

int number(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT value FROM settings");
  int Value = 0;
  try {
    Value = std::stoi(PQgetvalue(Result, 0, 0));
  } catch (const std::invalid_argument &) {
    Value = -1;
  } catch (const std::out_of_range &) {
    Value = -2;
  }
  PQclear(Result);
  return Value;
}

long large(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT size FROM files");
  long Value = 0;
  try {
    Value = std::stol(PQgetvalue(Result, 0, 0));
  } catch (const std::out_of_range &) {
    Value = -1;
  } catch (const std::logic_error &) {
    Value = -2;
  }
  PQclear(Result);
  return Value;
}
