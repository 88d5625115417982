// Transactions of client libraries that end on every way: by hand, by guards, with the session.
#include <Poco/Data/SessionPool.h>
#include <QSqlDatabase>
#include <SQLiteCpp/SQLiteCpp.h>
#include <mysqlx/xdevapi.h>
#include <soci/soci.h>

bool guard(soci::connection_pool &Own, bool Bad) {
  soci::session Session(Own);
  soci::transaction Guard(Session);
  if (Bad)
    return false;
  Guard.commit();
  return true;
}

bool closed(bool Bad) {
  SQLite::Database Database("shop.db");
  Database.exec("BEGIN");
  if (Bad)
    return false; // ok: it is rolled back when the database is closed
  Database.exec("COMMIT");
  return true;
}

bool poco(Poco::Data::SessionPool &Own, bool Bad) {
  Poco::Data::Session Session = Own.get();
  Session.begin();
  if (Bad)
    return false; // ok: the pool rolls back
  Session.commit();
  return true;
}

bool asked(Poco::Data::Session &Session, bool Bad) {
  Session.begin();
  if (Bad) {
    if (Session.isTransaction())
      Session.rollback();
    return false;
  }
  Session.commit();
  return true;
}

bool mysql(mysqlx::Client &Own, bool Bad) {
  mysqlx::Session Session = Own.getSession();
  Session.startTransaction();
  if (Bad)
    return false; // ok: the session is reset
  Session.commit();
  return true;
}

bool sqlite(SQLite::Database &Database, bool Bad) {
  SQLite::Transaction Guard(Database);
  if (Bad)
    return false;
  Guard.commit();
  return true;
}

bool qt() {
  QSqlDatabase Database = QSqlDatabase::database();
  if (!Database.transaction())
    return false;
  QSqlQuery Query(Database);
  if (!Query.exec("DELETE FROM t")) {
    Database.rollback();
    return false;
  }
  return Database.commit();
}

class Shop {
public:
  void begin() { Database.transaction(); }
  bool end(bool Good) { return Good ? Database.commit() : Database.rollback(); }

private:
  QSqlDatabase Database;
};
