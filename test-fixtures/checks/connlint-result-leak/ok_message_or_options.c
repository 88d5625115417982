// A connection string is parsed, or there is a message: never both.
#include <libpq-fe.h>

int parse(const char *text) {
  char *message = 0;
  PQconninfoOption *options = PQconninfoParse(text, &message);
  if (message) {
    PQfreemem(message);
    return 0; // ok: no options
  }
  PQconninfoFree(options);
  return 1;
}
