// As ok_loop_element.cpp, but the one that has failed is forgotten.
#include "mysql.h"
#include <stdexcept>
#include <vector>

void keep(MYSQL *Handle);

void open_all(const char *Host, int Count) {
  std::vector<MYSQL *> All(Count);
  for (int I = 0; I < Count; I++) {
    All[I] = mysql_init(nullptr);
    if (!mysql_real_connect(All[I], Host, "shop", nullptr, "shop", 0, nullptr, 0)) {
      throw std::runtime_error("no connection"); // want "connection .All. from mysql_init is still held when this exception leaves" [connlint-leak-on-exception]
    }
    keep(All[I]);
  }
}
