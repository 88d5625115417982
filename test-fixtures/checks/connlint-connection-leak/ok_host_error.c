// Objects of the interpreter keep their handles: a collector releases them.
#include <mysql.h>
#include <stddef.h>

typedef struct lua_State lua_State;
int luaL_error(lua_State *state, const char *format, ...);
void *lua_newuserdata(lua_State *state, unsigned long size);

struct session {
  MYSQL *conn;
};

int lua_open(lua_State *state, const char *host) {
  struct session *session = lua_newuserdata(state, sizeof *session);
  session->conn = mysql_init(NULL);
  if (!session->conn)
    return luaL_error(state, "out of memory");
  if (!mysql_real_connect(session->conn, host, "u", "p", "d", 0, NULL, 0))
    return luaL_error(state, "%s", mysql_error(session->conn));
  return 1;
}

int lua_rows(lua_State *state, MYSQL *conn) {
  MYSQL_RES *result = mysql_store_result(conn);
  if (!result)
    return luaL_error(state, "no result");
  int rows = (int)mysql_num_rows(result);
  mysql_free_result(result);
  if (rows > 9)
    return luaL_error(state, "too many rows");
  return 0;
}
