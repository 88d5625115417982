// A log of a header that is missing prints the code, and does not change it.
#include "not_there.h"
#include <sqlite3.h>
#include <stdexcept>
#include <string>

int execute(sqlite3 *Db, const std::string &Query) {
  char *Message = nullptr;
  int Code = sqlite3_exec(Db, Query.c_str(), nullptr, nullptr, &Message);
  log_debug("sqlite3_exec gave " << Code);
  if (Code != SQLITE_OK) {
    sqlite3_free(Message);
    throw std::runtime_error("exec");
  }
  return sqlite3_changes(Db); // ok: there is no message
}
