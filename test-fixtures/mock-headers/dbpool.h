/* The application's own pool of PostgreSQL connections: what it is to the analysis is said in
   models/dbpool.yaml. */
#ifndef MOCK_DBPOOL_H
#define MOCK_DBPOOL_H

#include <libpq-fe.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct dbpool dbpool;

PGconn *dbpool_acquire(dbpool *pool);                /* null when none is free */
int dbpool_try_acquire(dbpool *pool, PGconn **conn); /* 0: *conn is set; else it is untouched */
void dbpool_release(dbpool *pool, PGconn *conn);     /* null is ignored */

#ifdef __cplusplus
}
#endif
#endif
