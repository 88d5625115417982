// Twin of ok_broken_null_test.cpp: the failed connection is forgotten.
#include "not_there.h"
#include <stdexcept>
using namespace std;

class Database {
public:
  Database(const char *host);
  ~Database() { mysql_close(this->handle); }
  unsigned long last();

private:
  MYSQL *handle;
};

Database::Database(const char *host) {
  if ((this->handle = mysql_init(NULL)) == NULL)
    throw runtime_error("no memory");
  if (mysql_real_connect(this->handle, host, 0, 0) != this->handle) {
    throw runtime_error("no connection"); // want "handle" [connlint-leak-on-exception]
  }
}

unsigned long Database::last() { return (unsigned long)mysql_insert_id(this->handle); }
