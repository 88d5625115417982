// A connection that is found closed has no transaction: the second begin is the only one.
#include <QSqlDatabase>

static bool begin(QSqlDatabase &db) {
  bool began = db.transaction();
  if (!db.isOpen()) {
    db = QSqlDatabase::database();
    began = db.transaction(); // ok: the first one went with its connection
  }
  return began;
}

bool work(QSqlDatabase db) {
  if (!begin(db))
    return false; // ok: none was begun
  return db.commit();
}
