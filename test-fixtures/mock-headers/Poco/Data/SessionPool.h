// What the fixtures use of Poco::Data, with the signatures of version 1.11.
#ifndef MOCK_POCO_DATA_SESSIONPOOL_H
#define MOCK_POCO_DATA_SESSIONPOOL_H

#include <string>

namespace Poco {

template <class C> class AutoPtr {
public:
  AutoPtr(C *ptr);
  ~AutoPtr();
};

namespace Data {

class SessionImpl;
class Statement {
public:
  Statement &operator,(void (*manip)(Statement &));
};

namespace Keywords {
inline void now(Statement &) {}
} // namespace Keywords

class Session {
public:
  Session(Poco::AutoPtr<SessionImpl> ptrImpl);
  Session(const std::string &connector, const std::string &connectionString,
          std::size_t timeout = 0);
  Session(const Session &);
  Session(Session &&) noexcept;
  ~Session();
  Session &operator=(const Session &);
  template <typename T> Statement operator<<(const T &t);
  void close();
  void begin();
  void commit();
  void rollback();
  bool isTransaction();
};

class SessionPool {
public:
  SessionPool(const std::string &connector, const std::string &connectionString);
  ~SessionPool();
  Session get();
};

} // namespace Data
} // namespace Poco

#endif
