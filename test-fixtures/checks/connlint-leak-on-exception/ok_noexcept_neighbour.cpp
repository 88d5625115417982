// One function among many that says it does not throw says nothing of the others.
#include <sqlite3.h>
#include <string>

unsigned concurrency();
int start(void *(*Run)(void *), void *Data) noexcept;
std::string backtrace();
int verbosity();
void show(const std::string &Text);

int execute(sqlite3 *Db, const char *Query) {
  char *Message = nullptr;
  int Code = sqlite3_exec(Db, Query, nullptr, nullptr, &Message);
  if (Code == SQLITE_OK)
    return Code;
  show(backtrace());
  sqlite3_free(Message);
  return Code;
}
