// What the fixtures use of MySQL Connector/C++, with the signatures of version 1.1.
#ifndef MOCK_CPPCONN_DRIVER_H
#define MOCK_CPPCONN_DRIVER_H

#include <stdexcept>
#include <string>

namespace sql {

class SQLString {
public:
  SQLString();
  SQLString(const char s[]);
  SQLString(const std::string &rhs);
  SQLString(const SQLString &rhs);
  ~SQLString() {}
  operator const std::string &() const;
  const char *c_str() const;
};

class SQLException : public std::runtime_error {
public:
  SQLException(const std::string &reason);
  virtual ~SQLException() throw() {}
  int getErrorCode() const;
};

class Statement;

class ResultSet {
public:
  virtual ~ResultSet() {}
  virtual void close() = 0;
  virtual bool next() = 0;
  virtual int32_t getInt(const sql::SQLString &columnLabel) const = 0;
  virtual SQLString getString(uint32_t columnIndex) const = 0;
};

class Statement {
public:
  virtual ~Statement() {}
  virtual void close() = 0;
  virtual bool execute(const sql::SQLString &sql) = 0;
  virtual ResultSet *executeQuery(const sql::SQLString &sql) = 0;
  virtual int executeUpdate(const sql::SQLString &sql) = 0;
  virtual ResultSet *getResultSet() = 0;
};

class PreparedStatement : public Statement {
public:
  virtual ~PreparedStatement() {}
  virtual bool execute(const sql::SQLString &sql) = 0;
  virtual bool execute() = 0;
  virtual ResultSet *executeQuery(const sql::SQLString &sql) = 0;
  virtual ResultSet *executeQuery() = 0;
  virtual void setInt(unsigned int parameterIndex, int32_t value) = 0;
};

class DatabaseMetaData {
public:
  virtual ResultSet *getCatalogs() = 0;

protected:
  virtual ~DatabaseMetaData() {}
};

class Connection {
  Connection(const Connection &);
  void operator=(Connection &);

public:
  Connection() {}
  virtual ~Connection() {}
  virtual Statement *createStatement() = 0;
  virtual void close() = 0;
  virtual void commit() = 0;
  virtual DatabaseMetaData *getMetaData() = 0;
  virtual bool isClosed() = 0;
  virtual PreparedStatement *prepareStatement(const sql::SQLString &sql) = 0;
  virtual void rollback() = 0;
  virtual void setAutoCommit(bool autoCommit) = 0;
  virtual void setSchema(const sql::SQLString &catalog) = 0;
};

class Driver {
protected:
  virtual ~Driver() {}

public:
  virtual Connection *connect(const sql::SQLString &hostName, const sql::SQLString &userName,
                              const sql::SQLString &password) = 0;
};

} // namespace sql

extern "C" sql::Driver *get_driver_instance();

#endif
