#ifndef ORDERDESK_PGPOOL_H
#define ORDERDESK_PGPOOL_H

#include <libpq-fe.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A fixed number of PostgreSQL connections, opened on demand, shared by all threads. */
struct pgpool;

struct pgpool *pgpool_create(const char *dsn, int size);
void pgpool_destroy(struct pgpool *pool);

/* Waits until a connection is free. NULL when the server cannot be reached. */
PGconn *pgpool_get(struct pgpool *pool);

/* Does not wait: 0 and *conn, or -1 and *conn untouched. */
int pgpool_try_get(struct pgpool *pool, PGconn **conn);

/* Gives it back; a broken connection is closed. NULL is ignored. */
void pgpool_put(struct pgpool *pool, PGconn *conn);

/* The pool for the orders database. */
struct pgpool *orders_pool(void);

#ifdef __cplusplus
}
#endif
#endif
