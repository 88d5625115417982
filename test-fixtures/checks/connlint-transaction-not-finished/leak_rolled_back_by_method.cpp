// The method rolls back only what it is asked to.
#include <soci/soci.h>

struct Store {
  soci::session Sql;
  void start() { Sql.begin(); }
  void finish() { Sql.commit(); }
  void undo(bool Started) {
    if (!Started)
      return;
    try {
      Sql.rollback();
    } catch (const std::exception &) {
    }
  }
};

void write(int Key);

void save(Store &To, int Key) {
  To.start();
  try {
    write(Key);
  } catch (const std::exception &) {
    To.undo(false);
    throw; // want "when this exception leaves" [connlint-transaction-not-finished]
  }
  To.finish();
}
