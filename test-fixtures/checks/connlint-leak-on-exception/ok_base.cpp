// The constructor closes what it has opened before it throws.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>

class Backend {
public:
  explicit Backend(int Shard);
  virtual ~Backend();
  virtual void begin() = 0;
};

class Session : public Backend {
public:
  Session(int Shard, const std::string &Dsn);
  ~Session() override;
  void begin() override;

private:
  void close();
  PGconn *Conn = nullptr;
};

Session::Session(int Shard, const std::string &Dsn) : Backend(Shard) {
  Conn = PQconnectdb(Dsn.c_str());
  if (PQstatus(Conn) != CONNECTION_OK) {
    std::string Text = "no database: ";
    Text += PQerrorMessage(Conn);
    close();
    throw std::runtime_error(Text);
  }
}

Session::~Session() { close(); }

void Session::begin() { PQclear(PQexec(Conn, "SELECT 1")); }

void Session::close() {
  PQfinish(Conn);
  Conn = nullptr;
}
