// A destructor releases the member, and then what it gets more of the same kind.
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
  mysql_free_result(rows_);
  while (mysql_next_result(db_) == 0) {
    rows_ = mysql_store_result(db_);
    if (rows_ != nullptr)
      mysql_free_result(rows_);
  }
}

bool Rows::load() {
  rows_ = mysql_store_result(db_);
  return rows_ != nullptr;
}
