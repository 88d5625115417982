// Members whose handles only go from object to object of their class.
#include <libpq-fe.h>
#include <utility>

class Moved {
public:
  explicit Moved(const char *Dsn)
      : First(PQconnectdb(Dsn)) {} // want "nothing ever releases it" [connlint-connection-leak]
  Moved(Moved &&Other) noexcept : First(Other.First) { Other.First = nullptr; }

private:
  PGconn *First;
};

class Exchanged {
public:
  explicit Exchanged(const char *Dsn)
      : Second(PQconnectdb(Dsn)) {} // want "nothing ever releases it" [connlint-connection-leak]
  Exchanged(Exchanged &&Other) noexcept : Second(std::exchange(Other.Second, nullptr)) {}
  Exchanged &operator=(Exchanged &&Other) noexcept {
    std::swap(Second, Other.Second);
    return *this;
  }

private:
  PGconn *Second;
};
