// The object that holds the connection is freed too early: a mistake, but the connection is closed.
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
    free(conf);
    mysql_close(conf->db);
    return NULL;
  }
  return conf;
}
