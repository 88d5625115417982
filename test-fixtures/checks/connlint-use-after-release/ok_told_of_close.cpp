// Who is given the code of the close asks the connection for its error only where the close has
// refused: then it is still there.
#include <sqlite3.h>

bool isError(int Code);
void report(const char *Text);

class Handle {
public:
  bool open(const char *File) { return passed(sqlite3_open(File, &Db)); }
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
  passed(sqlite3_close_v2(Db));
  Db = nullptr;
}
