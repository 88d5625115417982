// What a slot of a map held before is not thought of.
#include <libpq-fe.h>
#include <map>
#include <string>

struct Directory {
  std::map<std::string, PGconn *> Open;

  void replace(const std::string &Name) {
    Open[Name] = PQconnectdb(Name.c_str()); // miss: the connection of that name is lost
  }
  ~Directory() {
    for (auto &[Name, Conn] : Open)
      PQfinish(Conn);
  }
};

void run(const std::string &Name) {
  Directory All;
  All.replace(Name);
  All.replace(Name);
}
