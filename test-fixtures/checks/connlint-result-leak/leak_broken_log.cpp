// What reads the code from somewhere changes it.
#include "not_there.h"
#include <sqlite3.h>
#include <stdexcept>
#include <string>

int execute(sqlite3 *Db, const std::string &Query) {
  char *Message = nullptr;
  int Code = sqlite3_exec(Db, Query.c_str(), nullptr, nullptr, &Message);
  read_answer(unknown::source<int>() >> Code);
  if (Code != SQLITE_OK) {
    sqlite3_free(Message);
    throw std::runtime_error("exec");
  }
  return sqlite3_changes(Db); // want "buffer 'Message'" [connlint-result-leak]
}
