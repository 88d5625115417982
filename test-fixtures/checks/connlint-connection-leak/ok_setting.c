// What is opened and closed under the same setting: no call between the two changes it.
#include <libpq-fe.h>

struct config {
  int workers;
  int remote;
  char root[64];
};
extern struct config config;
const char *setting(PGconn *conn, const char *name);

void publish(const char *near_dsn, const char *far_dsn) {
  PGconn *near = PQconnectdb(near_dsn);
  PGconn *far = NULL;
  if (config.workers > 1 && config.remote == 2) {
    far = PQconnectdb(far_dsn);
    if (PQstatus(far) != CONNECTION_OK) {
      PQfinish(far);
      PQfinish(near);
      return;
    }
  }
  const char *root = setting(near, "root");
  config.root[0] = root[0];
  PQfinish(near);
  if (config.workers > 1 && config.remote == 2)
    PQfinish(far);
}
