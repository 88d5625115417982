// Twin of ok_broken_error_told.c: a function that only shows something leaves nothing.
#include "not_there.h"
#include <hiredis/hiredis.h>

static error_t *open_context(redisContext **out) {
  error_t *error = NULL;
  redisContext *context = redisConnect("host", 1);
  if (context == NULL || context->err) {
    show(&error, "cannot connect");
    goto cleanup;
  }
  *out = context;
cleanup:
  if (error && context)
    redisFree(context);
  return error; // want "'context'" [connlint-connection-leak]
}
