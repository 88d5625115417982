// mysql_url.cpp - the options of a MariaDB or MySQL connection from a URL.
#include "connpool/mysql.h"
#include "connpool/url.h"
#include <stdexcept>

namespace connpool::mysql {

Options parse(const std::string &text) {
  const Url url = parse_url(text);
  if (url.scheme != "mysql" && url.scheme != "mariadb")
    throw std::invalid_argument("connpool: not a mysql: URL, but " + url.scheme + ":");
  Options options;
  if (!url.host.empty())
    options.host = url.host;
  if (url.port != 0)
    options.port = url.port;
  options.user = url.user;
  options.password = url.password;
  options.database = url.path;
  for (const auto &[name, value] : url.query)
    if (name == "socket" || name == "unix_socket")
      options.socket = value;
    else if (name == "charset")
      options.charset = value;
    else if (name == "ssl_ca")
      options.ssl_ca = value;
    else if (name == "statement_timeout")
      options.statement_timeout = milliseconds_in(name, value);
    else
      throw std::invalid_argument("connpool: unknown option in a mysql: URL: " + name);
  return options;
}

} // namespace connpool::mysql
