// ProxyFixture.h - a pool on a real server, with a proxy in between that misbehaves when
// told.
#ifndef CONNPOOL_TESTS_PROXY_FIXTURE_H
#define CONNPOOL_TESTS_PROXY_FIXTURE_H

#include "Proxy.h"
#include "ServerFixture.h"
#include <optional>
#include <vector>

namespace connpool::test {

template <class Traits> class ProxyFixture : public ServerFixture<Traits> {
protected:
  void SetUp() override { proxy_.emplace(this->server_->port()); }

  /// A pool behind the proxy that soon doubts connections.
  Pool &make(PoolOptions options) {
    options.connect_timeout = 1s;
    options.ping_timeout = 200ms;
    options.max_backoff = 100ms;
    return pool_.emplace(Traits::tcp_driver(*this->server_, proxy_->port()), options);
  }
  void fill(unsigned count) {
    std::vector<Lease> all;
    for (unsigned i = 0; i < count; ++i)
      all.push_back(pool_->checkout(20s));
  }

  std::optional<Proxy> proxy_;
  std::optional<Pool> pool_; ///< goes before the proxy
};

} // namespace connpool::test

#endif
