// A connection that failed is not registered, and nobody closes it.
#include <libpq-fe.h>
typedef struct apr_pool_t apr_pool_t;
typedef int apr_status_t;
void apr_pool_cleanup_register(apr_pool_t *pool, const void *data, apr_status_t (*plain)(void *),
                               apr_status_t (*child)(void *));
apr_status_t apr_pool_cleanup_null(void *data);
apr_status_t close_connection(void *data);
PGconn *connect_in(apr_pool_t *pool, const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    return 0; // want "connection 'conn' from PQconnectdb is not released" [connlint-connection-leak]
  apr_pool_cleanup_register(pool, conn, close_connection, apr_pool_cleanup_null);
  return conn;
}
