// Unseen functions that tell what is there already, and output to a log, throw nothing, even where
// the code speaks of exceptions.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>

struct app_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Server {
public:
  virtual ~Server() = default;
  virtual const char *address() const = 0;
};
class SimpleLogger {};
SimpleLogger &operator<<(SimpleLogger &Log, const Server &Where);
int getThreadId();
std::string tmpdir();
bool fileExists(const char *Path);
const char *columnTypeName(int Type);

int copy(const char *Dsn, const Server &From, SimpleLogger &Log) {
  PGconn *Conn = PQconnectdb(Dsn);
  Log << From;
  bool Ok = From.address() != nullptr && fileExists(tmpdir().c_str());
  int Id = getThreadId();
  const char *Name = columnTypeName(Id);
  PQfinish(Conn);
  return Ok && Name ? Id : 0;
}
