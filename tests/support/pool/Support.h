// Support.h - what unit tests and tests on real servers share: waiting for things to come
// true, small pools, and folders that are gone afterwards.
#ifndef CONNPOOL_TESTS_SUPPORT_H
#define CONNPOOL_TESTS_SUPPORT_H

#include "connpool/options.h"
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

namespace connpool::test {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// True as soon as `condition` is; false when it is not within twenty seconds.
template <class Condition> bool eventually(Condition condition) {
  const auto until = Clock::now() + 20s;
  while (!condition()) {
    if (Clock::now() > until)
      return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

/// Options of a pool of this size that prints nothing.
inline PoolOptions sized(unsigned pool_size, unsigned max_overflow = 0) {
  PoolOptions options;
  options.pool_size = pool_size;
  options.max_overflow = max_overflow;
  options.on_event = [](const Event &) {};
  return options;
}

class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "connpool-XXXXXX").string();
    if (!mkdtemp(name.data()))
      throw std::runtime_error("no temporary folder " + name);
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string &path() const { return path_; }

private:
  std::string path_;
};

} // namespace connpool::test

#endif
