/* quickstart.c - connpool from C99: the consumer test builds and runs it on SQLite. */
#include <connpool.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "line %d: %s: %s\n", __LINE__, #condition, connpool_last_error());           \
      exit(1);                                                                                     \
    }                                                                                              \
  } while (0)

static char leaks[1000];

static void keep(void *context, const char *line) {
  (void)context;
  strncat(leaks, line, sizeof(leaks) - strlen(leaks) - 1);
}

/* Leaves on two paths; the connection goes back on both. */
static int insert(connpool_pool *pool, const char *sql) {
  CONNPOOL_LEASE lease = connpool_checkout(pool);
  CHECK(lease != NULL);
  if (sqlite3_exec(connpool_native(lease), sql, NULL, NULL, NULL) != SQLITE_OK)
    return 0;
  return 1;
}

int main(int count, char **words) {
  char url[1000];
  connpool_options options;
  connpool_pool *pool;
  char *health;
  CHECK(count == 2);
  connpool_options_init(&options);
  CHECK(connpool_options_from_environment(&options));
  options.name = "c";
  options.pool_size = 1;
  options.max_overflow = 0;
  options.leak_threshold = 50;
  options.log = keep;

  CHECK(connpool_open("nonsense://x", &options) == NULL);
  CHECK(connpool_last_error_code() == CONNPOOL_INVALID);
  snprintf(url, sizeof(url), "sqlite:///%s", words[1]);
  pool = connpool_open(url, &options);
  CHECK(pool != NULL);
  CHECK(insert(pool, "CREATE TABLE t (n)"));
  CHECK(!insert(pool, "this is no SQL"));
  CHECK(insert(pool, "INSERT INTO t VALUES (1)"));

  {
    CONNPOOL_LEASE first = connpool_checkout(pool);
    const unsigned line = __LINE__ - 1;
    char place[100];
    CHECK(first != NULL);
    CHECK(connpool_checkout_within(pool, 10) == NULL);
    CHECK(connpool_last_error_code() == CONNPOOL_TIMEOUT);
    snprintf(place, sizeof(place), "quickstart.c:%u", line);
    CHECK(strstr(connpool_last_error(), place) != NULL); /* the holder's own line */
    usleep(300 * 1000);
    connpool_invalidate(first);
    connpool_checkin(first);
    first = NULL;
    CHECK(strstr(leaks, place) != NULL);
  }
  CHECK(connpool_fits_budget(pool, 4));
  health = connpool_health_json(pool);
  CHECK(health != NULL);
  puts(health);
  free(health);
  connpool_checkin(NULL);
  connpool_free(pool);
  connpool_free(NULL);
  return 0;
}
