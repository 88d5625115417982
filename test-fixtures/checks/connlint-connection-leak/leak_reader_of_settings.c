// Twin of ok_reader_of_settings.c: before the first round nobody has closed it.
#include <hiredis/hiredis.h>

struct settings {
  redisContext *reader;
  const char *host;
};
struct settings *settings;
void app_log(const char *text);

void connect_reader(void) {
  while (settings->reader && settings->reader->err) {
    settings->reader = redisConnect(settings->host, 6379); // want "reader'" [connlint-connection-leak]
    app_log("connected again");
  }
}
