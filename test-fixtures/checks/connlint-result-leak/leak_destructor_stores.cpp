// Twin of ok_destructor_stores.cpp: the destructor only releases what it gets itself.
#include <mysql.h>

class Rows {
public:
  Rows(MYSQL *db) : db_(db), rows_(nullptr) {}
  ~Rows();
  bool load();

private:
  MYSQL *db_;
  MYSQL_RES *rows_;
};

Rows::~Rows() {
  if (rows_ == nullptr)
    return;
  while (mysql_next_result(db_) == 0) {
    rows_ = mysql_store_result(db_); // want "overwritten" [connlint-result-leak]
    if (rows_ != nullptr)
      mysql_free_result(rows_);
  }
}

bool Rows::load() {
  rows_ = mysql_store_result(db_); // want "stays in Rows" [connlint-result-leak]
  return rows_ != nullptr;
}
