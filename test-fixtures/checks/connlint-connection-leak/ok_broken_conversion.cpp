// A guard is made of a handle by a call with an argument that is not understood: its class tells how.
#include <hiredis/hiredis.h>

class Guard {
public:
  Guard(redisContext *context) : context(context) {}
  ~Guard() { redisFree(context); }
  bool good() const { return context && !context->err; }

private:
  redisContext *context;
};

bool reachable(const char *host) {
  Guard guard = redisConnect(host, settings_not_there::redis().port());
  if (!guard.good())
    return false; // ok: the guard ends here
  return true;
}
