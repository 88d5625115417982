// Transactions that sessions of client libraries leave open on one way out.
#include <Poco/Data/SessionPool.h>
#include <QSqlDatabase>
#include <SQLiteCpp/SQLiteCpp.h>
#include <mysqlx/xdevapi.h>
#include <soci/soci.h>

bool pooled(soci::connection_pool &Own, bool Bad) {
  soci::session Session(Own);
  Session.begin();
  if (Bad)
    return false; // want "before soci::session::~session gives the connection back" [connlint-transaction-not-finished]
  Session.commit();
  return true;
}

bool soci_(soci::session &Session, bool Bad) {
  Session.begin();
  if (Bad)
    return false; // want "neither committed nor rolled back" [connlint-transaction-not-finished]
  Session.commit();
  return true;
}

bool poco(Poco::Data::Session &Session, bool Bad) {
  Session.begin();
  if (Bad)
    return false; // want "neither committed nor rolled back" [connlint-transaction-not-finished]
  Session.commit();
  return true;
}

bool mysql(mysqlx::Session &Session, bool Bad) {
  Session.startTransaction();
  if (Bad)
    return false; // want "neither committed nor rolled back" [connlint-transaction-not-finished]
  Session.commit();
  return true;
}

bool sqlite(SQLite::Database &Database, bool Bad) {
  Database.exec("BEGIN");
  if (Bad)
    return false; // want "neither committed nor rolled back" [connlint-transaction-not-finished]
  Database.exec("COMMIT");
  return true;
}

bool qt() {
  QSqlDatabase Database = QSqlDatabase::database();
  if (!Database.transaction())
    return false; // ok: it did not begin
  QSqlQuery Query(Database);
  if (!Query.exec("DELETE FROM t"))
    return false; // want "neither committed nor rolled back" [connlint-transaction-not-finished]
  return Database.commit();
}
