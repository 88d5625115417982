// Without a parent nobody deletes the object, whatever its class is.
#include <Node>
#include <libpq-fe.h>

class Session : public Node {
public:
  Session(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Session() { PQfinish(Conn); }
  bool ok() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

class Link : public ui::Item {
public:
  Link(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Link() { PQfinish(Conn); }
  bool ok() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

bool attach(const char *Dsn) {
  auto *Made = new Session(Dsn);
  return Made->ok(); // want "connection .* is not released" [connlint-connection-leak]
}

bool attach_link(const char *Dsn) {
  auto *Made = new Link(Dsn);
  return Made->ok(); // want "connection .* is not released" [connlint-connection-leak]
}
