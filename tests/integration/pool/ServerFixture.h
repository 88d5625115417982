// ServerFixture.h - a pool on a real server. A traits class tells how to reach the server,
// to run a statement, to sleep in it, to count its sessions and to end them.
#ifndef CONNPOOL_TESTS_SERVER_FIXTURE_H
#define CONNPOOL_TESTS_SERVER_FIXTURE_H

#include "OnServer.h"
#include "connpool/pool.h"

namespace connpool::test {

template <class Traits> class ServerFixture : public OnServer<typename Traits::Server> {
protected:
  using OnServer<typename Traits::Server>::server_;
  static auto driver() { return Traits::driver(*server_); }
  /// A connection beside the pool.
  static std::unique_ptr<Connection> admin() { return driver()->connect(10s); }
  static std::int64_t sessions(Connection &admin) {
    return number(admin.run(Traits::count_others, {}).rows.at(0).at(0));
  }
  static void end_all(Connection &admin) { Traits::end_others(admin); }
  static bool works(Pool &pool) {
    const Lease lease = pool.checkout(20s);
    return number(lease->run("SELECT 1", {}).rows.at(0).at(0)) == 1;
  }
  /// Whether the pool's counts equal the server's, with nothing on its way.
  static bool settled(const Pool &pool, Connection &admin) {
    const PoolStats stats = pool.stats();
    return stats.busy == 0 && stats.opening == 0 && stats.waiting == 0 &&
           stats.size == sessions(admin);
  }
};

} // namespace connpool::test

#endif
