// An owner is moved into the object that is returned; its constructor refuses what has nothing.
#include <memory>
#include <mysql.h>
#include <stdexcept>

struct Rows {
  explicit Rows(MYSQL_RES *Result) : Result(Result) {}
  Rows(const Rows &) = delete;
  ~Rows() {
    if (Result)
      mysql_free_result(Result);
  }
  MYSQL_RES *Result;
};

class Answer {
public:
  Answer(std::unique_ptr<Rows> &&From) : Own(std::move(From)) {
    if (!Own || !Own->Result)
      throw std::runtime_error("no rows");
  }

private:
  std::unique_ptr<Rows> Own;
};

Answer select(MYSQL *Conn) {
  std::unique_ptr<Rows> Own(new Rows(mysql_store_result(Conn)));
  if (!Own->Result)
    throw std::runtime_error("no result");
  return {std::move(Own)}; // ok: it has rows, so nothing is thrown away
}
