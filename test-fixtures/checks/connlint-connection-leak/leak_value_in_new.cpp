// Nobody deletes what was made by "new".
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

void once() {
  Link *link = new Link();
  (void)link; // want+1 "not released" [connlint-connection-leak]
}
