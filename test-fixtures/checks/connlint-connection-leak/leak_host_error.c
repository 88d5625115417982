// An error of the interpreter that runs the code leaves the function at once.
#include <mysql.h>
#include <stddef.h>

typedef struct lua_State lua_State;
int luaL_error(lua_State *state, const char *format, ...);
void Rf_error(const char *format, ...);
void rb_raise(unsigned long type, const char *format, ...);

int lua_open(lua_State *state, const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return luaL_error(state, "out of memory");
  if (!mysql_real_connect(conn, host, "u", "p", "d", 0, NULL, 0))
    return luaL_error(state, "%s", mysql_error(conn)); // want "'conn'" [connlint-connection-leak]
  mysql_close(conn);
  return 0;
}

int r_rows(MYSQL *conn) {
  MYSQL_RES *result = mysql_store_result(conn);
  if (!result)
    Rf_error("no result");
  if (mysql_num_rows(result) > 9)
    Rf_error("too many rows"); // want "'result'" [connlint-result-leak]
  int rows = (int)mysql_num_rows(result);
  mysql_free_result(result);
  return rows;
}

int ruby_rows(MYSQL *conn, unsigned long error) {
  MYSQL_RES *result = mysql_store_result(conn);
  if (!result)
    rb_raise(error, "no result");
  if (mysql_num_rows(result) > 9)
    rb_raise(error, "too many rows"); // want "'result'" [connlint-result-leak]
  int rows = (int)mysql_num_rows(result);
  mysql_free_result(result);
  return rows;
}
