// An object that is told its parent belongs to the parent, as in Qt: the base, which is not seen, may
// have put it there.
#include <libpq-fe.h>

class Node {
public:
  explicit Node(Node *Parent = nullptr);
  virtual ~Node();
};

class Session : public Node {
public:
  Session(const char *Dsn, Node *Parent) : Node(Parent), Conn(PQconnectdb(Dsn)) {}
  ~Session() override { PQfinish(Conn); }
  bool ok() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

bool attach(Node *Owner, const char *Dsn) {
  auto *Made = new Session(Dsn, Owner);
  return Made->ok(); // ok: the owner deletes it
}
