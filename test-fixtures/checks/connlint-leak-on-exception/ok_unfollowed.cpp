// Paths that the code does not have: the callee that throws returned nothing, and objects
// whose methods or destructors stand in another file look after what they hold.
#include <app.h>
#include <libpq-fe.h>

PGresult *fetch(const char *Sql);
void close(PGresult *Result);

int fails(const char *Sql) {
  if (app_number() > 7)
    throw 7;
  PGresult *Result = fetch(Sql); // ok: when fetch throws, there is no result
  int N = PQntuples(Result);
  PQclear(Result);
  return N;
}

/// Releases in a method that stands elsewhere.
class Cursor {
public:
  explicit Cursor(PGresult *Of) { set(Of); }
  ~Cursor() { clear(); }
  void check() const;

private:
  void set(PGresult *Of) { Result = Of; }
  void clear();
  PGresult *Result;
};

void owned(PGconn *Conn) {
  Cursor Rows(PQexec(Conn, "SELECT 1"));
  Rows.check(); // ok: ~Cursor calls clear()
}

/// Releases while the session is there, and knows why.
class Statement {
public:
  explicit Statement(PGconn *On) : Conn(On), Result(PQexec(On, "SELECT 1")) {}
  ~Statement() {
    if (connected())
      PQclear(Result);
  }

private:
  bool connected() const;
  PGconn *Conn;
  PGresult *Result;
};

void conditional(PGconn *Conn) {
  Statement Rows(Conn);
  app_check(1); // ok: ~Statement has the condition, not we
}

bool should_log(int Level);

int logged(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  should_log(3); // ok: a log is made not to throw
  PQfinish(Conn);
  return 0;
}
