// What the fixtures use of SOCI, with the signatures of version 4.0.
#ifndef MOCK_SOCI_SOCI_H
#define MOCK_SOCI_SOCI_H

#include <cstddef>
#include <string>

namespace soci {

namespace details {
class session_backend;
class once_temp_type {
public:
  ~once_temp_type() noexcept(false);
};
} // namespace details

class session;

class connection_pool {
public:
  explicit connection_pool(std::size_t size);
  ~connection_pool();
  session &at(std::size_t pos);
  std::size_t lease();
  bool try_lease(std::size_t &pos, int timeout);
  void give_back(std::size_t pos);
};

class session {
public:
  session();
  session(std::string const &backendName, std::string const &connectString);
  explicit session(std::string const &connectString);
  explicit session(connection_pool &pool);
  session(session const &) = delete;
  ~session();
  void open(std::string const &backendName, std::string const &connectString);
  void close();
  void begin();
  void commit();
  void rollback();
  template <typename T> details::once_temp_type operator<<(T const &t);
  details::session_backend *get_backend();
};

class transaction {
public:
  explicit transaction(session &sql);
  ~transaction();
  void commit();
  void rollback();
};

} // namespace soci

#endif
