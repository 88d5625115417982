// open.cpp - finds the driver for a URL among those that were built.
#include "connpool/open.h"
#include "connpool/environment.h"
#include "connpool/url.h"
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#ifdef CONNPOOL_HAS_LIBPQ
#include "connpool/libpq.h"
#endif
#ifdef CONNPOOL_HAS_MYSQL
#include "connpool/mysql.h"
#endif
#ifdef CONNPOOL_HAS_SQLITE
#include "connpool/sqlite.h"
#endif

namespace connpool {

namespace {

[[noreturn]] void refuse(const std::string &why) {
  throw std::invalid_argument("connpool: " + why);
}

#ifdef CONNPOOL_HAS_LIBPQ
/// Takes `name=value` out of the query of a URL that libpq will read itself.
std::optional<std::string> take_option(std::string &url, const std::string &name) {
  for (auto at = url.find(name + "="); at != url.npos; at = url.find(name + "=", at + 1)) {
    if (at == 0 || (url[at - 1] != '?' && url[at - 1] != '&') || url.find('?') >= at)
      continue;
    const auto end = std::min(url.find('&', at), url.size());
    std::string value = url.substr(at + name.size() + 1, end - at - name.size() - 1);
    // Its own separator goes with it; the first ? stays where other options follow.
    if (end < url.size())
      url.erase(at, end + 1 - at);
    else
      url.erase(at - 1);
    return value;
  }
  return std::nullopt;
}

std::shared_ptr<Driver> postgres(std::string url) {
  libpq::Options options;
  if (const auto value = take_option(url, "statement_timeout"))
    options.statement_timeout = milliseconds_in("statement_timeout", *value);
  return libpq::driver(url, options);
}
#endif

#ifdef CONNPOOL_HAS_SQLITE
std::shared_ptr<Driver> sqlite_file(const Url &url) {
  if (!url.host.empty())
    refuse("a sqlite: URL has no host; a relative file is sqlite:///name.db");
  if (url.path.empty() || url.path == ":memory:")
    refuse("a sqlite: URL names a file: in memory each connection would have a database of "
           "its own");
  sqlite::Options options;
  for (const auto &[name, value] : url.query) {
    if (name == "busy_timeout")
      options.busy_timeout = milliseconds_in(name, value);
    else if (name == "mode" && (value == "ro" || value == "rw" || value == "rwc"))
      options.read_only = value == "ro";
    else
      refuse("unknown option in a sqlite: URL: " + name);
  }
  return sqlite::driver(url.path, options);
}
#endif

} // namespace

std::shared_ptr<Driver> driver_for(const std::string &text) {
  const auto mark = text.find("://");
  std::string scheme = text.substr(0, mark == text.npos ? 0 : mark);
  const std::string rest = mark == text.npos ? text : text.substr(mark);
  scheme.resize(std::min(scheme.find('+'), scheme.size()));
  [[maybe_unused]] const bool conninfo = mark == text.npos && text.find('=') != text.npos;
#ifdef CONNPOOL_HAS_LIBPQ
  if (conninfo)
    return libpq::driver(text);
  if (scheme == "postgresql" || scheme == "postgres")
    return postgres(scheme + rest);
#endif
#ifdef CONNPOOL_HAS_MYSQL
  if (scheme == "mysql" || scheme == "mariadb")
    return mysql::driver(mysql::parse(scheme + rest));
#endif
#ifdef CONNPOOL_HAS_SQLITE
  if (scheme == "sqlite" || scheme == "sqlite3")
    return sqlite_file(parse_url(scheme + rest));
#endif
  if (scheme.empty())
    refuse("a database URL looks like scheme://user:password@host/database");
  refuse("no driver for " + scheme + ": URLs was built");
}

Pool open_pool(const std::string &url, PoolOptions options) {
  return Pool(driver_for(url), std::move(options));
}

Pool open_pool_from_environment(PoolOptions options) {
  const char *url = std::getenv("DATABASE_URL");
  if (!url || !*url)
    refuse("DATABASE_URL is not set");
  return open_pool(url, options_from_environment(std::move(options)));
}

} // namespace connpool
