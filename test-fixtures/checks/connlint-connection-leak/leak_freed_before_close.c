// Twin of ok_freed_before_close.c: nothing closes it.
#include <mysql.h>
#include <stdlib.h>

struct backend {
  MYSQL *db;
};

void *start(const char *host) {
  struct backend *conf = malloc(sizeof *conf);
  if (!conf)
    return NULL;
  conf->db = mysql_init(NULL);
  if (!mysql_real_connect(conf->db, host, 0, 0, 0, 0, NULL, 0)) {
    free(conf); // want "is freed" [connlint-connection-leak]
    return NULL;
  }
  return conf;
}
