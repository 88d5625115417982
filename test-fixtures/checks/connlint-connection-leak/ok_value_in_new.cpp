// An object that lies in another one, made by "new", lies where the pointer to the other one points.
#include <mysql.h>

class Link {
public:
  Link() { connect(); }
  ~Link() { mysql_close(link); }

private:
  void connect() {
    mysql_init(&place);
    link = mysql_real_connect(&place, "host", "user", "word", "db", 0, nullptr, 0);
  }
  MYSQL place;
  MYSQL *link = nullptr;
};

class Service {
public:
  Service() { link = new Link(); } // ok: the member has it
  ~Service() { delete link; }

private:
  Link *link;
};

void once() {
  Link *link = new Link();
  delete link;
}

Service *start() { return new Service; }
