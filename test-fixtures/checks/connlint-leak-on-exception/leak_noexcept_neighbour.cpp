// Where many say that they do not throw, the others do.
#include <sqlite3.h>
#include <string>

unsigned concurrency() noexcept;
int start(void *(*Run)(void *), void *Data) noexcept;
std::string backtrace();
int verbosity() noexcept;
void show(const std::string &Text);

int execute(sqlite3 *Db, const char *Query) {
  char *Message = nullptr;
  int Code = sqlite3_exec(Db, Query, nullptr, nullptr, &Message);
  if (Code == SQLITE_OK)
    return Code;
  show(backtrace()); // want "buffer 'Message'" [connlint-leak-on-exception]
  sqlite3_free(Message);
  return Code;
}
