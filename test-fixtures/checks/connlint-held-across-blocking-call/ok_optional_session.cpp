// The optional is empty again before the wait.
#include <libpq-fe.h>
#include <optional>
#include <unistd.h>
class Session {
public:
  explicit Session(PGconn *conn) noexcept : conn(conn) {}
  Session(Session &&other) noexcept : conn(other.conn) { other.conn = nullptr; }
  ~Session() {
    if (conn)
      PQfinish(conn);
  }

private:
  PGconn *conn;
};
static std::optional<Session> connect() noexcept {
  PGconn *conn = PQconnectdb("dbname=app");
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return std::nullopt;
  }
  return Session(conn);
}
bool ping() {
  std::optional<Session> session = connect();
  if (!session)
    return false;
  session.reset();
  sleep(1); // ok: nothing is held any more
  return true;
}
