// Who is not given the code of the close does not know whether the connection is still there.
#include <sqlite3.h>

bool isError(int Code);
void report(const char *Text);

class Handle {
public:
  void close();

private:
  bool passed(int Code);
  sqlite3 *Db = nullptr;
};

bool Handle::passed(int Code) {
  if (!isError(Code))
    return true;
  report(sqlite3_errmsg(Db));
  return false;
}

void Handle::close() {
  if (!Db)
    return;
  sqlite3_close_v2(Db);
  passed(1); // want "used after the release" [connlint-use-after-release]
  Db = nullptr;
}
