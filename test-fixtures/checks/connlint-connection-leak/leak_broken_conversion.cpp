// The class that is made of the handle frees nothing.
#include <hiredis/hiredis.h>

class Asker {
public:
  Asker(redisContext *context) : context(context) {}
  bool good() const { return context && !context->err; }

private:
  redisContext *context;
};

bool reachable(const char *host) {
  Asker asker = redisConnect(host, settings_not_there::redis().port());
  if (!asker.good())
    return false; // want "not released here" [connlint-connection-leak]
  return true;
}
