// Without a parent nobody deletes the object.
#include <libpq-fe.h>

class Node {
public:
  explicit Node(Node *Parent = nullptr);
  virtual ~Node();
};

class Session : public Node {
public:
  Session(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Session() override { PQfinish(Conn); }
  bool ok() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

bool attach(const char *Dsn) {
  auto *Made = new Session(Dsn);
  return Made->ok(); // want "connection .* is not released" [connlint-connection-leak]
}
