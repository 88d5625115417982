// As in ok_parent_object.cpp, where the header of the framework is not there.
#include <Node>
#include <libpq-fe.h>

class Session : public Node {
public:
  Session(const char *Dsn, Node *Parent) : Node(Parent), Conn(PQconnectdb(Dsn)) {}
  ~Session() { PQfinish(Conn); }
  bool ok() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

class Link : public ui::Item {
public:
  Link(const char *Dsn, ui::Item *Parent) : ui::Item(Parent), Conn(PQconnectdb(Dsn)) {}
  ~Link() { PQfinish(Conn); }
  bool ok() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

bool attach(Node *Owner, const char *Dsn) {
  auto *Made = new Session(Dsn, Owner);
  return Made->ok(); // ok: the owner deletes it
}

bool attach_link(ui::Item *Owner, const char *Dsn) {
  auto *Made = new Link(Dsn, Owner);
  return Made->ok(); // ok: the owner deletes it
}
