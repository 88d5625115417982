// A function that sets an error leaves one: who tests it frees.
#include "not_there.h"
#include <hiredis/hiredis.h>

static error_t *open_context(redisContext **out) {
  error_t *error = NULL;
  redisContext *context = redisConnect("host", 1);
  if (context == NULL || context->err) {
    set_error(&error, "cannot connect");
    goto cleanup;
  }
  *out = context;
cleanup:
  if (error && context)
    redisFree(context);
  return error;
}
