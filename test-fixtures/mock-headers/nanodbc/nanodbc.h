// What the fixtures use of nanodbc, with the signatures of version 2.14.
#ifndef MOCK_NANODBC_NANODBC_H
#define MOCK_NANODBC_NANODBC_H

#include <string>

namespace nanodbc {

class connection {
public:
  connection();
  connection(const connection &rhs);
  connection(connection &&rhs) noexcept;
  connection &operator=(connection rhs);
  connection(const std::string &connection_string, long timeout = 0);
  ~connection() noexcept;
  void disconnect();
  void *native_dbc_handle() const;
};

void just_execute(connection &conn, const std::string &query, long batch_operations = 1, long timeout = 0);

} // namespace nanodbc

#endif
