// Each host is tried with an object that the last one has left closed.
#include "mysql.h"
#include <string>
#include <vector>

class Link {
public:
  explicit Link(const std::vector<std::string> &Hosts) {
    for (const std::string &Host : Hosts)
      if (tryHost(Host))
        return;
    throw 1;
  }
  ~Link();

private:
  bool tryHost(const std::string &Host) {
    mysql_init(&My);
    if (mysql_real_connect(&My, Host.c_str(), "shop", nullptr, "shop", 0, nullptr, 0))
      return true;
    mysql_close(&My);
    return false;
  }

  MYSQL My;
};

Link *open(const std::vector<std::string> &Hosts) { return new Link(Hosts); }
