// Unseen functions that do something may throw where the code speaks of exceptions.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>

struct app_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Server {
public:
  virtual ~Server() = default;
  virtual const char *resolve() = 0;
  virtual int query() const = 0;
};
class Table {};
Table &operator<<(Table &Into, const Server &Row);
std::string loadText();
bool checkFile(const char *Path);

int resolved(const char *Dsn, Server &From) {
  PGconn *Conn = PQconnectdb(Dsn);
  bool Ok = From.resolve() != nullptr; // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return Ok;
}

int queried(const char *Dsn, const Server &From) {
  PGconn *Conn = PQconnectdb(Dsn);
  int Rows = From.query(); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return Rows;
}

void stored(const char *Dsn, const Server &From, Table &Into) {
  PGconn *Conn = PQconnectdb(Dsn);
  Into << From; // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
}

int loaded(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::string Text = loadText(); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return static_cast<int>(Text.size());
}

int checked(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  bool Ok = checkFile("in.txt"); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return Ok;
}
