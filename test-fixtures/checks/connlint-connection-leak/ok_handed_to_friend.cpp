// Members whose handles another class takes over.
#include <libpq-fe.h>
#include <utility>

class Session;

class Builder {
public:
  void dial(const char *Dsn) { Raw = PQconnectdb(Dsn); }
  void dialSecond(const char *Dsn) { Second = PQconnectdb(Dsn); }

private:
  friend class Session;
  PGconn *Raw = nullptr;
  PGconn *Second = nullptr;
};

struct Slot {
  PGconn *Conn;
};

void adopt(Slot *Taken); // Closes it some time.

class Session {
public:
  Session(Builder &From, Builder &Other) : Own(From.Raw), Spare{std::exchange(Other.Second, {})} {
    From.Raw = nullptr;
  }
  void share();

private:
  PGconn *Own;
  Slot Spare;
};

void Session::share() {
  adopt(&Spare);
  Slot Mine{Own};
  adopt(&Mine);
}
