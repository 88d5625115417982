// leak_contained_copy.cpp - a container copies an object, and both release the handle in it.
#include <deque>
#include <libpq-fe.h>
#include <utility>
#include <vector>

class Rows {
public:
  explicit Rows(PGconn *Conn) : Result(PQexec(Conn, "SELECT 1")) {}
  ~Rows() { PQclear(Result); }
  int count() const { return PQntuples(Result); }

private:
  PGresult *Result;
};

class Reader {
public:
  explicit Reader(PGconn *Conn) : Result(PQexec(Conn, "SELECT 1")) {}
  Reader(Reader &&) = default; // It leaves the pointer where it was.
  ~Reader() { PQclear(Result); }
  int count() const { return PQntuples(Result); }

private:
  PGresult *Result;
};

int copied(PGconn *Conn) {
  std::vector<Rows> Sets;
  Rows Users(Conn);
  if (Users.count() > 0)
    Sets.push_back(Users);
  return static_cast<int>(Sets.size());
} // want "is released a second time by Rows::~Rows" [connlint-double-release]

void made(PGconn *Conn, std::vector<Rows> &Sets) {
  Sets.push_back(Rows(Conn));
} // want "is released a second time by Rows::~Rows" [connlint-double-release]

void moved(PGconn *Conn, std::deque<Reader> &Readers) {
  Reader One(Conn);
  Readers.push_back(std::move(One));
} // want "is released a second time by Reader::~Reader" [connlint-double-release]

int all(PGconn *Conn) {
  std::vector<Rows> Sets;
  std::deque<Reader> Readers;
  made(Conn, Sets);
  moved(Conn, Readers);
  return copied(Conn) + Sets.front().count() + Readers.front().count();
}
