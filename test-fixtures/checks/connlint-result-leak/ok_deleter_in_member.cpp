// An owner of the project's own: its deleter is a member, and assigning releases what it had.
#include <sqlite3.h>

template <class T> class Auto {
public:
  explicit Auto(void (*Free)(void *)) : Pointer(nullptr), Free(Free) {}
  Auto(const Auto &) = delete;
  ~Auto() { reset(); }
  Auto &operator=(T *New) {
    reset(New);
    return *this;
  }
  operator T *() const { return Pointer; }
  void reset(T *New = nullptr) {
    if (Pointer != New) {
      if (Pointer != nullptr)
        Free(Pointer);
      Pointer = New;
    }
  }

private:
  T *Pointer;
  void (*Free)(void *);
};

int list(sqlite3 *Db, const char *Table) {
  Auto<char> Query(sqlite3_free);
  Query = sqlite3_mprintf("PRAGMA table_info(%Q)", Table);
  if (Query == nullptr)
    return SQLITE_NOMEM;
  if (int Code = sqlite3_exec(Db, Query, nullptr, nullptr, nullptr); Code != SQLITE_OK)
    return Code;
  Query = sqlite3_mprintf("PRAGMA foreign_key_list(%Q)", Table); // ok: the first one is released
  return sqlite3_exec(Db, Query, nullptr, nullptr, nullptr);
}
