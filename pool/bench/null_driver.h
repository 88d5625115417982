// null_driver.h - connections to nothing: what is measured is the pool.
#ifndef CONNPOOL_BENCH_NULL_DRIVER_H
#define CONNPOOL_BENCH_NULL_DRIVER_H

#include "connpool/driver.h"

namespace connpool::bench {

class NullConnection final : public Connection {
public:
  void *native() noexcept override { return this; }
  Condition condition() noexcept override { return Condition::Clean; }
  bool ping(std::chrono::milliseconds) noexcept override { return true; }
  bool reset(ResetLevel, std::chrono::milliseconds) noexcept override { return true; }
};

class NullDriver final : public Driver {
public:
  std::unique_ptr<Connection> connect(std::chrono::milliseconds) override {
    return std::make_unique<NullConnection>();
  }
  std::string target() const override { return "nothing"; }
};

} // namespace connpool::bench

#endif
