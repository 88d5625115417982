// A rollback that itself fails has ended the transaction as well.
#include <soci/soci.h>

struct Store {
  soci::session Sql;
  void start() { Sql.begin(); }
  void finish() { Sql.commit(); }
  void undo() {
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
    To.undo();
    throw;
  }
  To.finish();
}
