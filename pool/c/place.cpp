// place.cpp - places by value. The compilers on Linux make a std::source_location a pointer
// to four values; that is checked before it is relied upon.
#include "place.h"
#include <bit>
#include <cstring>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

namespace connpool::detail {

namespace {

struct Layout {
  const char *file;
  const char *function;
  unsigned line;
  unsigned column;
};

bool layout_holds() {
  if constexpr (sizeof(std::source_location) == sizeof(const Layout *)) {
    const Layout mine{"file", "function", 123456, 7};
    const auto made = std::bit_cast<std::source_location>(&mine);
    return made.line() == 123456 && made.column() == 7 &&
           std::strcmp(made.file_name(), "file") == 0 &&
           std::strcmp(made.function_name(), "function") == 0;
  }
  return false;
}

} // namespace

std::source_location place(const char *file, unsigned line, const char *function,
                           std::source_location otherwise) {
  static const bool known = layout_holds();
  if (!known || !file || !function)
    return otherwise;
  using Key = std::tuple<const char *, unsigned>;
  static auto *mutex = new std::mutex;
  static auto *places = new std::map<Key, Layout>; // under mutex; outlives all pools
  std::lock_guard lock(*mutex);
  const auto [at, added] = places->try_emplace(Key(file, line), Layout{file, function, line, 0});
  return std::bit_cast<std::source_location>(&std::as_const(at->second));
}

} // namespace connpool::detail
