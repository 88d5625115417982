// Each round of a loop has closed what failed, behind a pointer that a call may have changed.
#include <hiredis/hiredis.h>

struct settings {
  redisContext *reader;
  const char *host;
};
struct settings *settings;
void app_log(const char *text);

void connect_reader(void) {
  settings->reader = 0;
  while (settings->reader == 0 || settings->reader->err) {
    settings->reader = redisConnect(settings->host, 6379);
    if (settings->reader == 0 || settings->reader->err) {
      if (settings->reader) {
        redisFree(settings->reader);
        app_log("cannot connect");
      } else {
        app_log("no memory");
      }
    }
  }
}
