// The second begin is not answered for.
#include <QSqlDatabase>

static bool begin(QSqlDatabase &db) {
  bool began = db.transaction();
  if (!db.isOpen()) {
    db = QSqlDatabase::database();
    db.transaction();
  }
  return began;
}

bool work(QSqlDatabase db) {
  if (!begin(db))
    return false; // want "neither committed nor rolled back" [connlint-transaction-not-finished]
  return db.commit();
}
