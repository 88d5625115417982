// leak_refused.cpp - a map that has the name already does not take the handle.
#include <libpq-fe.h>
#include <map>
#include <string>
#include <unordered_map>

class Directory {
public:
  bool add(const std::string &Name) {
    PGconn *Conn = PQconnectdb(Name.c_str());
    if (PQstatus(Conn) != CONNECTION_OK) {
      PQfinish(Conn);
      return false;
    }
    return Open.emplace(Name, Conn).second; // want "is not released" [connlint-connection-leak]
  }

  bool replace(const std::string &Name) {
    PGconn *Conn = PQconnectdb(Name.c_str());
    auto [Place, IsNew] = ByHost.try_emplace(Name, Conn);
    if (!IsNew)
      return false; // want "is not released" [connlint-connection-leak]
    return PQstatus(Place->second) == CONNECTION_OK;
  }

  ~Directory() {
    for (auto &[Name, Conn] : Open)
      PQfinish(Conn);
    for (auto &[Host, Conn] : ByHost)
      PQfinish(Conn);
  }

private:
  std::map<std::string, PGconn *> Open;
  std::unordered_map<std::string, PGconn *> ByHost;
};

void insertOnce(std::map<int, PGconn *> &Slots, int Number) {
  PGconn *Conn = PQconnectdb("");
  auto Done = Slots.insert({Number, Conn});
  if (Done.second)
    return;
  PQstatus(Conn);
} // want "is not released" [connlint-connection-leak]

bool use(const std::string &Name, std::map<int, PGconn *> &Slots) {
  Directory All;
  insertOnce(Slots, 1);
  return All.add(Name) && All.replace(Name);
}
