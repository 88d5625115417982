// Twin of leak_asked_by_method.cpp: the broken connection is closed first, or as soon as it
// is known to be broken.
#include <libpq-fe.h>
#include <stdexcept>

class session {
public:
  ~session() { PQfinish(pg); }

  void open(const char *dsn) {
    if (is_open())
      throw std::logic_error("open already");
    PQfinish(pg); // ok: takes null
    pg = PQconnectdb(dsn);
    if (!is_open())
      throw std::runtime_error(PQerrorMessage(pg));
  }

private:
  bool is_open() const {
    if (pg && PQstatus(pg) == CONNECTION_OK) {
      return true;
    }
    return false;
  }

  PGconn *pg = nullptr;
};

void use(session &s) { s.open("dbname=orders"); }

class careful {
public:
  ~careful() { close(); }

  bool open(const char *dsn) {
    if (is_open())
      return true;
    close();
    conn = PQconnectdb(dsn);
    if (is_open())
      return true;
    close();
    return false;
  }

private:
  void close() {
    PQfinish(conn);
    conn = nullptr;
  }
  bool is_open() const {
    if (!conn)
      return false;
    return PQstatus(conn) == CONNECTION_OK;
  }

  PGconn *conn = nullptr;
};

bool use(careful &c) { return c.open("dbname=orders"); }
