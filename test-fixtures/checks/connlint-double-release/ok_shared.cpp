// Destructors that release under a condition which only they know.
#include <app.h>
#include <sqlite3.h>

bool lastUser(const char *Name);

/// A share of a database: the last one closes it.
class Share {
public:
  Share(sqlite3 *Of, const char *As) : Db(Of), Name(As) {}
  Share(const Share &Other) : Db(Other.Db), Name(Other.Name) {}
  ~Share() {
    if (lastUser(Name))
      sqlite3_close(Db);
  }
  sqlite3 *get() const { return Db; }

private:
  sqlite3 *Db;
  const char *Name;
};

int twice(sqlite3 *Db) {
  Share One(Db, "one");
  Share Two(One); // ok: one of them closes
  return sqlite3_total_changes(Two.get());
}
