// Without options there is a message, and without a message there are options.
#include <libpq-fe.h>

int parse(const char *text) {
  char *message = 0;
  PQconninfoOption *options = PQconninfoParse(text, &message);
  if (!options)
    return 0; // want "'message'" [connlint-result-leak]
  PQconninfoFree(options);
  return 1;
}

int check(const char *text) {
  char *message = 0;
  PQconninfoOption *options = PQconninfoParse(text, &message);
  if (!options) {
    PQfreemem(message);
    return 0;
  }
  return 1; // want "'options'" [connlint-result-leak]
}
