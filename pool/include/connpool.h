// connpool.h - the pool for C (C99 and newer). Link with connpool::c or pkg-config
// connpool-c.
//
//   connpool_pool *pool = connpool_open("postgresql://app:p%40ss@db/orders", NULL);
//   {
//     CONNPOOL_LEASE lease = connpool_checkout(pool);   // goes back with the block
//     if (!lease)
//       return fail(connpool_last_error());
//     PQexec(connpool_native(lease), "SELECT 1");
//   }
//   connpool_free(pool);
//
// Functions that fail return NULL or 0; connpool_last_error() says why, for this thread.
// Every function may be called from every thread; a lease is used by one at a time.
#ifndef CONNPOOL_H
#define CONNPOOL_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct connpool_pool connpool_pool;
typedef struct connpool_lease connpool_lease;

/* For every time below: without limit. */
#define CONNPOOL_NEVER (-1)

typedef enum connpool_reset {
  CONNPOOL_RESET_NONE,
  CONNPOOL_RESET_ROLLBACK, /* an open transaction is rolled back */
  CONNPOOL_RESET_FULL      /* settings, temporary tables, prepared statements as well */
} connpool_reset;

/* Times are in milliseconds. Filled by connpool_options_init, which may be followed by
 * connpool_options_from_environment. PoolOptions in connpool/options.h says what each
 * means. */
typedef struct connpool_options {
  const char *name;
  unsigned pool_size;
  unsigned max_overflow;
  unsigned min_idle;
  unsigned max_waiting;
  int timeout;
  int recycle;
  int idle_timeout;
  int ping_after; /* 0: before each checkout */
  int connect_timeout;
  int leak_threshold;
  int close_timeout;
  connpool_reset reset_on_return;
  /* Called with each line that would otherwise go to the standard error stream, from any
   * thread, until connpool_free has returned and the last lease is back. */
  void (*log)(void *context, const char *line);
  void *log_context;
} connpool_options;

void connpool_options_init(connpool_options *options);
/* DB_POOL_SIZE, DB_MAX_OVERFLOW, DB_POOL_TIMEOUT, DB_POOL_RECYCLE, DB_POOL_PRE_PING; 0 when
 * one of them makes no sense. */
int connpool_options_from_environment(connpool_options *options);

/* `options` may be NULL. URLs are those of connpool/open.h. NULL when the URL or the
 * options make no sense; whether the server can be reached shows at the first checkout. */
connpool_pool *connpool_open(const char *url, const connpool_options *options);
/* Closes all connections, those that are lent when they come back. NULL is allowed. */
void connpool_free(connpool_pool *pool);

/* What went wrong last in this thread. */
typedef enum connpool_error {
  CONNPOOL_OK,
  CONNPOOL_TIMEOUT,    /* no connection came free in time */
  CONNPOOL_OVERLOADED, /* max_waiting borrowers wait already */
  CONNPOOL_CLOSED,
  CONNPOOL_CONNECT, /* no connection can be opened */
  CONNPOOL_INVALID, /* a URL, an option or an argument makes no sense */
  CONNPOOL_INTERNAL /* such as no memory */
} connpool_error;
connpool_error connpool_last_error_code(void);
/* Never NULL; valid until the next call of this thread. */
const char *connpool_last_error(void);

/* Borrows a connection: waits for `timeout` of the options, or for as long as it says. The
 * place of the call is what the leak watch reports. */
#define connpool_checkout(pool)                                                                    \
  connpool_checkout_at((pool), -2, __FILE__, (unsigned)__LINE__, __func__)
#define connpool_checkout_within(pool, milliseconds)                                               \
  connpool_checkout_at((pool), (milliseconds), __FILE__, (unsigned)__LINE__, __func__)
/* `file` and `function` are kept: string literals. */
connpool_lease *connpool_checkout_at(connpool_pool *pool, int milliseconds, const char *file,
                                     unsigned line, const char *function);

/* The client library's handle: PGconn *, MYSQL * or sqlite3 *. Must not be closed. NULL for
 * NULL. */
void *connpool_native(const connpool_lease *lease);
/* The connection will be closed instead of lent again. */
void connpool_invalidate(connpool_lease *lease);
/* Ends the lease. NULL is allowed. */
void connpool_checkin(connpool_lease *lease);
/* For variables declared with CONNPOOL_LEASE. */
static inline void connpool_checkin_variable(connpool_lease **lease) {
  connpool_checkin(*lease);
  *lease = 0;
}
/* Declares a lease that is given back when the block is left, in whatever way. */
#if defined(__GNUC__)
#define CONNPOOL_LEASE __attribute__((cleanup(connpool_checkin_variable))) connpool_lease *
#endif

/* The state as one JSON object, to be released with free(). */
char *connpool_health_json(const connpool_pool *pool);
/* (pool_size + max_overflow) * processes against the server's limit: 1 when it fits, 0 when
 * it does not, or when the server cannot be asked. */
int connpool_fits_budget(connpool_pool *pool, unsigned processes);

#ifdef __cplusplus
}
#endif

#endif
