// The compiler does not know which operator this is: that it throws would be made up.
#include <libpq-fe.h>
#include <sstream>

enum class Level;
struct Entry {
  Entry(Level L, const char *Facility) noexcept {}
  template <class T> Entry &operator<<(const T &Value) {
    Buffer << Value;
    return *this;
  }
  std::ostringstream Buffer;
};
struct Plain {
  Plain(int N) noexcept {}
};

void setUp() {
  try {
    setUp();
  } catch (...) {
  }
}

int run(PGconn *C) {
  PGresult *R = PQexec(C, "x");
  if (!R)
    return -1;
  Entry(UnknownLevel, "db") << "failed: " << PQresultErrorMessage(R);
  Entry::make(UnknownLevel) << PQresultErrorMessage(R);
  Plain(1) << missing_thing << PQresultErrorMessage(R);
  PQclear(R);
  return 0;
}
