// Destructors that always release, of two objects with one handle.
#include <app.h>
#include <sqlite3.h>

class Share {
public:
  explicit Share(sqlite3 *Of) : Db(Of) {}
  Share(const Share &Other) : Db(Other.Db) {}
  ~Share() { sqlite3_close_v2(Db); }
  sqlite3 *get() const { return Db; }

private:
  sqlite3 *Db;
};

int twice(sqlite3 *Db) {
  Share One(Db);
  Share Two(One);
  return sqlite3_total_changes(Two.get()); // want "is released a second time" [connlint-double-release]
}
