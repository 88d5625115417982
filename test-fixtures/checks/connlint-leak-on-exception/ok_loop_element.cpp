// What a loop has just put into a local container is closed before the exception.
#include "mysql.h"
#include <stdexcept>
#include <vector>

void keep(MYSQL *Handle);

void open_all(const char *Host, int Count) {
  std::vector<MYSQL *> All(Count);
  for (int I = 0; I < Count; I++) {
    All[I] = mysql_init(nullptr);
    if (!mysql_real_connect(All[I], Host, "shop", nullptr, "shop", 0, nullptr, 0)) {
      mysql_close(All[I]);
      throw std::runtime_error("no connection");
    }
    keep(All[I]);
  }
}
