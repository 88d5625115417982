// Methods that connect where nothing is there yet, or not any more.
#include <libpq-fe.h>

class Lazy {
public:
  Lazy() : First(nullptr) {}
  ~Lazy() {
    if (First)
      PQfinish(First);
  }
  void open(const char *Dsn) { First = PQconnectdb(Dsn); }

private:
  PGconn *First;
};

class Closing {
public:
  explicit Closing(const char *Dsn) : Second(PQconnectdb(Dsn)) {}
  ~Closing() { PQfinish(Second); }
  void close() {
    PQfinish(Second);
    Second = nullptr;
  }
  void openAgain(const char *Dsn) { Second = PQconnectdb(Dsn); }

private:
  PGconn *Second;
};

class Starting {
public:
  explicit Starting(const char *Dsn) { start(Dsn); }
  ~Starting() { PQfinish(Third); }

private:
  void start(const char *Dsn) { Third = PQconnectdb(Dsn); }
  PGconn *Third;
};
