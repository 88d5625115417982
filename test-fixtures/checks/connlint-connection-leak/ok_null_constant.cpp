// A constant that is null stands for null.
#include <sql.h>

static const SQLHDBC NoConnection = SQL_NULL_HANDLE;

class Session {
public:
  ~Session() { close(); }
  bool open(SQLHENV Env) {
    if (Failed || Conn)
      close();
    return SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, Env, &Conn)); // ok: nothing is in there
  }

private:
  void close() {
    if (Conn != NoConnection) {
      SQLFreeHandle(SQL_HANDLE_DBC, Conn);
      Conn = NoConnection;
    }
  }
  bool Failed = false;
  SQLHDBC Conn = NoConnection;
};

bool reopened(SQLHENV Env) {
  Session S;
  return S.open(Env) && S.open(Env);
}
