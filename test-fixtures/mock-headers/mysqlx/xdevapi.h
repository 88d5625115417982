// What the fixtures use of the X DevAPI, with the signatures of Connector/C++ 8.0.
#ifndef MOCK_MYSQLX_XDEVAPI_H
#define MOCK_MYSQLX_XDEVAPI_H

namespace mysqlx {
inline namespace abi2 {
inline namespace r0 {

class Client;

class Session {
public:
  Session(const char *options);
  Session(Session &&other);
  Session(Client &client);
  ~Session();
  void startTransaction();
  void commit();
  void rollback();
  void close();
};

class Client {
public:
  Client(const char *options);
  Session getSession();
};

Session getSession(const char *options);

} // namespace r0
} // namespace abi2
} // namespace mysqlx

#endif
