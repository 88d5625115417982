// One of very many ways out throws.
#include <sqlite3.h>
#include <stdexcept>

const char *name(int code);

class Problem {
public:
  Problem(int code, char *text) : where(name(code)) { sqlite3_free(text); }

private:
  const char *where;
};

const char *name(int code) {
  switch (code) {
  case 1: return "code 1";
  case 2: return "code 2";
  case 3: return "code 3";
  case 4: return "code 4";
  case 5: return "code 5";
  case 6: return "code 6";
  case 7: return "code 7";
  case 8: return "code 8";
  case 9: return "code 9";
  case 10: return "code 10";
  case 11: return "code 11";
  case 12: return "code 12";
  case 13: return "code 13";
  case 14: return "code 14";
  case 15: return "code 15";
  case 16: return "code 16";
  case 17: return "code 17";
  case 18: return "code 18";
  case 19: return "code 19";
  case 20: return "code 20";
  case 21: return "code 21";
  case 22: return "code 22";
  case 23: return "code 23";
  case 24: return "code 24";
  case 25: return "code 25";
  case 26: return "code 26";
  case 27: return "code 27";
  case 28: return "code 28";
  case 29: return "code 29";
  case 30: return "code 30";
  case 31: return "code 31";
  case 32: return "code 32";
  default: throw std::out_of_range("unknown");
  }
}

int run(sqlite3 *db, const char *sql) {
  char *text = nullptr;
  if (sqlite3_exec(db, sql, nullptr, nullptr, &text) != SQLITE_OK)
    throw Problem(sqlite3_errcode(db), text); // want "'text'" [connlint-leak-on-exception]
  return 0;
}
