#include "pgpool.h"
#include "config.h"
#include "log.h"
#include <pthread.h>
#include <stdlib.h>

struct pgpool {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    const char *dsn;
    int size;
    int open; /* lent and idle ones together */
    int idle_count;
    PGconn *idle[];
};

struct pgpool *pgpool_create(const char *dsn, int size)
{
    struct pgpool *pool = calloc(1, sizeof *pool + (size_t)size * sizeof(PGconn *));
    if (!pool)
        return NULL;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->freed, NULL);
    pool->dsn = dsn;
    pool->size = size;
    return pool;
}

void pgpool_destroy(struct pgpool *pool)
{
    if (!pool)
        return;
    for (int i = 0; i < pool->idle_count; i++)
        PQfinish(pool->idle[i]);
    pthread_cond_destroy(&pool->freed);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

/* Opens one more connection for a slot that is already counted. */
static PGconn *pgpool_open(struct pgpool *pool)
{
    PGconn *conn = PQconnectdb(pool->dsn);
    if (PQstatus(conn) == CONNECTION_OK)
        return conn;
    log_line("orders database: %s", PQerrorMessage(conn));
    PQfinish(conn);
    pthread_mutex_lock(&pool->lock);
    pool->open--;
    pthread_cond_signal(&pool->freed);
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static PGconn *pgpool_take(struct pgpool *pool, int wait)
{
    PGconn *conn = NULL;
    int grow = 0;
    pthread_mutex_lock(&pool->lock);
    while (wait && pool->idle_count == 0 && pool->open == pool->size)
        pthread_cond_wait(&pool->freed, &pool->lock);
    if (pool->idle_count > 0) {
        conn = pool->idle[--pool->idle_count];
    } else if (pool->open < pool->size) {
        pool->open++;
        grow = 1;
    }
    pthread_mutex_unlock(&pool->lock);
    return grow ? pgpool_open(pool) : conn;
}

PGconn *pgpool_get(struct pgpool *pool)
{
    return pgpool_take(pool, 1);
}

int pgpool_try_get(struct pgpool *pool, PGconn **conn)
{
    PGconn *taken = pgpool_take(pool, 0);
    if (!taken)
        return -1;
    *conn = taken;
    return 0;
}

void pgpool_put(struct pgpool *pool, PGconn *conn)
{
    if (!conn)
        return;
    int usable = PQstatus(conn) == CONNECTION_OK && PQtransactionStatus(conn) == PQTRANS_IDLE;
    if (!usable)
        PQfinish(conn);
    pthread_mutex_lock(&pool->lock);
    if (usable)
        pool->idle[pool->idle_count++] = conn;
    else
        pool->open--;
    pthread_cond_signal(&pool->freed);
    pthread_mutex_unlock(&pool->lock);
}

static struct pgpool *shared;
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

static void create_shared(void)
{
    const struct config *config = config_get();
    shared = pgpool_create(config->orders_dsn, config->pool_size);
    if (!shared) {
        log_line("out of memory");
        abort();
    }
}

struct pgpool *orders_pool(void)
{
    pthread_once(&shared_once, create_shared);
    return shared;
}
