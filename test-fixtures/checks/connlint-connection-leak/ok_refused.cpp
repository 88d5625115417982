// ok_refused.cpp - what a map refuses is closed, or it is known that it does not refuse.
#include <libpq-fe.h>
#include <map>
#include <set>
#include <string>

class Directory {
public:
  bool add(const std::string &Name) {
    PGconn *Conn = PQconnectdb(Name.c_str());
    if (PQstatus(Conn) != CONNECTION_OK || !Open.emplace(Name, Conn).second) {
      PQfinish(Conn);
      return false;
    }
    return true;
  }

  bool insert(const std::string &Name) {
    PGconn *Conn = PQconnectdb(Name.c_str());
    auto [Place, IsNew] = Open.insert({Name, Conn});
    if (!IsNew)
      PQfinish(Conn);
    return PQstatus(Place->second) == CONNECTION_OK;
  }

  // It is not there: nothing is asked in vain.
  bool addNew(const std::string &Name) {
    if (Open.count(Name) != 0)
      return false;
    PGconn *Conn = PQconnectdb(Name.c_str());
    return Open.emplace(Name, Conn).second;
  }

  // A set never has a new handle.
  bool keep() { return Spare.insert(PQconnectdb("")).second; }

  // Nobody asks: names that are given out once.
  void open(const std::string &Name) { Open.emplace(Name, PQconnectdb(Name.c_str())); }

  ~Directory() {
    for (auto &[Name, Conn] : Open)
      PQfinish(Conn);
    for (PGconn *Conn : Spare)
      PQfinish(Conn);
  }

private:
  std::map<std::string, PGconn *> Open;
  std::set<PGconn *> Spare;
};

bool use(const std::string &Name) {
  Directory All;
  All.open("first");
  return All.add(Name) && All.insert(Name) && All.addNew(Name) && All.keep();
}
