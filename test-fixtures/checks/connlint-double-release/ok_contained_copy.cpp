// ok_contained_copy.cpp - objects that know how they are moved, or give up what was copied.
#include <deque>
#include <libpq-fe.h>
#include <utility>
#include <vector>

class Rows {
public:
  explicit Rows(PGconn *Conn) : Result(PQexec(Conn, "SELECT 1")) {}
  Rows(Rows &&From) noexcept : Result(std::exchange(From.Result, nullptr)) {}
  ~Rows() { PQclear(Result); }
  int count() const { return PQntuples(Result); }

private:
  PGresult *Result;
};

struct Lent {
  explicit Lent(PGconn *Conn) : Result(PQexec(Conn, "SELECT 1")) {}
  ~Lent() { PQclear(Result); }
  PGresult *Result;
};

int moved(PGconn *Conn) {
  std::vector<Rows> Sets;
  Rows Users(Conn);
  if (Users.count() > 0)
    Sets.push_back(std::move(Users));
  Sets.push_back(Rows(Conn));
  return Sets.front().count();
}

void lent(PGconn *Conn, std::deque<Lent> &All) {
  for (int Left = 3; Left > 0; --Left) {
    Lent One(Conn);
    All.push_back(One);
    One.Result = nullptr;
  }
}

int all(PGconn *Conn) {
  std::deque<Lent> All;
  lent(Conn, All);
  return moved(Conn) + static_cast<int>(All.size());
}
