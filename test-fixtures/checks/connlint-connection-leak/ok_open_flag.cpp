// A flag that is returned stays in the object as well: whatever it says, it says so twice.
#include <mysql.h>

void probe(bool *works); // Not seen: it may find that nothing does.

class Store {
public:
  ~Store() { mysql_close(conn); }
  bool open() {
    if (is_open)
      return true;
    connect();
    return is_open;
  }
  void run(const char *sql) {
    if (!open())
      return;
    exec(sql); // ok: open already
  }

private:
  void exec(const char *sql) {
    if (open())
      mysql_query(conn, sql);
  }
  void connect() {
    conn = mysql_init(nullptr);
    if (!mysql_real_connect(conn, "h", "u", "p", "d", 0, nullptr, 0)) {
      mysql_close(conn);
      conn = nullptr;
      return;
    }
    is_open = true;
    probe(&is_open);
  }
  MYSQL *conn = nullptr;
  bool is_open = false;
};
