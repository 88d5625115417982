// A session that was made without a connection still ends with its object.
#include <soci/soci.h>

bool elsewhere(bool Bad) {
  soci::session Session;
  Session.open("postgresql", "dbname=shop");
  Session.begin();
  if (Bad)
    return false; // ok: the session ends here
  Session.commit();
  return true;
}
