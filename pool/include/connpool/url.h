// url.h - database URLs: scheme://user:password@host:port/path?name=value
#ifndef CONNPOOL_URL_H
#define CONNPOOL_URL_H

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connpool {

/// The parts of a URL, percent-decoded. Absent parts are empty, an absent port is 0.
struct Url {
  std::string scheme;
  std::string user;
  std::string password;
  std::string host;
  unsigned port = 0;
  std::string path; ///< without the slash after the host
  std::vector<std::pair<std::string, std::string>> query;
};

/// On failure: throws std::invalid_argument, which never quotes what may be a password.
Url parse_url(std::string_view text);

/// The value of the option `name` of a URL, a whole number of milliseconds. On failure:
/// throws std::invalid_argument, which names the option.
std::chrono::milliseconds milliseconds_in(std::string_view name, std::string_view value);

/// The same URL with *** for the password, for messages. Text that is no URL comes back as
/// it is.
std::string redacted(std::string_view url);

} // namespace connpool

#endif
