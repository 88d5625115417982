// APR: what is registered with a memory pool is closed when the pool is destroyed.
#include <libpq-fe.h>
typedef struct apr_pool_t apr_pool_t;
typedef int apr_status_t;
void apr_pool_cleanup_register(apr_pool_t *pool, const void *data, apr_status_t (*plain)(void *),
                               apr_status_t (*child)(void *));
apr_status_t apr_pool_cleanup_null(void *data);
apr_status_t close_connection(void *data);
static PGconn *connect_in(apr_pool_t *pool, const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  apr_pool_cleanup_register(pool, conn, close_connection, apr_pool_cleanup_null);
  return PQstatus(conn) == CONNECTION_OK ? conn : 0;
}
int notify(apr_pool_t *pool, const char *dsn) {
  PGconn *conn = connect_in(pool, dsn);
  if (!conn)
    return -1;
  return PQsendQuery(conn, "NOTIFY tick"); // ok: the pool closes it
}
