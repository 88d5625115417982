// A function with more ways out than the solver joins states for is not one that throws.
#include <sqlite3.h>

static const char *nameOf(int Code) {
  switch (Code) {
  case 0: return "ok";
  case 1: return "error";
  case 2: return "internal";
  case 3: return "perm";
  case 4: return "abort";
  case 5: return "busy";
  case 6: return "locked";
  case 7: return "nomem";
  case 8: return "readonly";
  case 9: return "interrupt";
  case 10: return "ioerr";
  case 11: return "corrupt";
  case 12: return "notfound";
  case 13: return "full";
  case 14: return "cantopen";
  case 15: return "protocol";
  case 16: return "empty";
  case 17: return "schema";
  case 18: return "toobig";
  case 19: return "constraint";
  case 20: return "mismatch";
  case 21: return "misuse";
  case 22: return "nolfs";
  case 23: return "auth";
  case 24: return "format";
  case 25: return "range";
  case 26: return "notadb";
  case 27: return "notice";
  case 28: return "warning";
  case 29: return "row";
  case 30: return "done";
  }
  return "unknown";
}

class Text {
public:
  explicit Text(int Code) : Made(sqlite3_mprintf("%s", nameOf(Code))) {}
  ~Text() { sqlite3_free(Made); }
  Text(const Text &) = delete;
  Text &operator=(const Text &) = delete;

private:
  char *Made;
};

void run(sqlite3 *Db) {
  char *Message = nullptr;
  int Code = sqlite3_exec(Db, "VACUUM", nullptr, nullptr, &Message);
  Text Name(Code);
  sqlite3_free(Message);
}
