// Assignments that release what they had, hand it on, or own nothing.
#include <libpq-fe.h>
#include <utility>

class Closing {
public:
  explicit Closing(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Closing() { close(); }
  Closing(Closing &&Other) noexcept : Conn(std::exchange(Other.Conn, nullptr)) {}
  Closing &operator=(Closing &&Other) noexcept {
    if (this != &Other) {
      close();
      Conn = std::exchange(Other.Conn, nullptr);
    }
    return *this;
  }

private:
  void close() {
    PQfinish(Conn);
    Conn = nullptr;
  }
  PGconn *Conn;
};

class Swapping {
public:
  explicit Swapping(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Swapping() { PQfinish(Conn); }
  Swapping(Swapping &&Other) noexcept : Conn(Other.Conn) { Other.Conn = nullptr; }
  Swapping &operator=(Swapping &&Other) noexcept {
    std::swap(Conn, Other.Conn);
    return *this;
  }

private:
  PGconn *Conn;
};

class ByValue {
public:
  explicit ByValue(PGresult *Given) : Rows(Given) {}
  ~ByValue() { PQclear(Rows); }
  ByValue(ByValue &&Other) noexcept : Rows(Other.Rows) { Other.Rows = nullptr; }
  ByValue &operator=(ByValue Other) noexcept {
    std::swap(Rows, Other.Rows);
    return *this;
  }

private:
  PGresult *Rows;
};

class Borrowing {
public:
  Borrowing(PGresult *Given, bool Owns) : Rows(Given), Owned(Owns) {}
  ~Borrowing() {
    if (Owned)
      PQclear(Rows);
  }
  Borrowing &operator=(const Borrowing &Other) {
    if (Owned)
      PQclear(Rows);
    Rows = Other.Rows;
    Owned = false;
    return *this;
  }

private:
  PGresult *Rows;
  bool Owned;
};

void refresh(PGconn *Conn) {
  ByValue First(PQexec(Conn, "SELECT 1"));
  First = ByValue(PQexec(Conn, "SELECT 2"));
}

void look(PGconn *Conn) {
  const Borrowing Own(PQexec(Conn, "SELECT 3"), true);
  Borrowing Other(PQexec(Conn, "SELECT 4"), true);
  Other = Own;
}
