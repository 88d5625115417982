// environment.cpp - options from environment variables.
#include "connpool/environment.h"
#include <charconv>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace connpool {

namespace {

/// Calls `use` with the text of a variable that is set; it returns false for what makes no
/// sense.
template <class Use> void read(const char *name, Use use) {
  const char *text = std::getenv(name);
  if (text && *text && !use(std::string_view(text)))
    throw std::invalid_argument(std::string("connpool: ") + name + " has no meaningful value");
}

template <class Number> bool parse(std::string_view text, Number &number) {
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

bool parse_truth(std::string_view text, bool &truth) {
  for (const char *word : {"true", "1", "yes", "on"})
    if (text == word)
      return truth = true;
  truth = false;
  for (const char *word : {"false", "0", "no", "off"})
    if (text == word)
      return true;
  return false;
}

bool parse_seconds(std::string_view text, PoolOptions::Duration &time) {
  double seconds = 0;
  if (!parse(text, seconds) || !(seconds >= 0 && seconds < 1e9))
    return false;
  time = std::chrono::duration_cast<PoolOptions::Duration>(std::chrono::duration<double>(seconds));
  return true;
}

} // namespace

PoolOptions options_from_environment(PoolOptions options) {
  read("DB_POOL_SIZE", [&](auto text) { return parse(text, options.pool_size); });
  read("DB_MAX_OVERFLOW", [&](auto text) { return parse(text, options.max_overflow); });
  read("DB_POOL_TIMEOUT", [&](auto text) { return parse_seconds(text, options.timeout); });
  read("DB_POOL_RECYCLE", [&](auto text) {
    if (text != "-1")
      return parse_seconds(text, options.recycle);
    options.recycle = PoolOptions::never;
    return true;
  });
  read("DB_POOL_PRE_PING", [&](auto text) {
    bool always = false;
    if (!parse_truth(text, always))
      return false;
    if (always)
      options.ping_after = PoolOptions::Duration(0);
    return true;
  });
  read("DB_ECHO_POOL", [&](auto text) { return parse_truth(text, options.trace_checkouts); });
  read("DB_ECHO", [&](auto text) { return parse_truth(text, options.echo); });
  read("DB_SLOW_QUERY_THRESHOLD", [&](auto text) {
    if (text != "-1")
      return parse_seconds(text, options.slow_query_threshold);
    options.slow_query_threshold = PoolOptions::never;
    return true;
  });
  return options;
}

} // namespace connpool
