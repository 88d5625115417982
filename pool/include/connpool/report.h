// report.h - a pool's state for machines: health checks, Prometheus, and the budget at
// start-up.
#ifndef CONNPOOL_REPORT_H
#define CONNPOOL_REPORT_H

#include "connpool/pool.h"
#include <span>
#include <string>

namespace connpool {

/// One JSON object: status ("ok", "saturated", "failing" or "closed"), size, checked_in,
/// checked_out, overflow, waiting, and the last failure to connect.
std::string health_json(const PoolStats &stats);

/// The text format of Prometheus, with the names that OpenTelemetry gives them
/// (db.client.connection.*), for any number of pools.
std::string prometheus_text(std::span<const PoolStats> pools);

/// How many connections a program may open, and how many its server admits.
struct Budget {
  unsigned wanted = 0;   ///< (pool_size + max_overflow) of the pool, times the number of processes
  unsigned admitted = 0; ///< 0: this database has no limit
  bool fits() const noexcept { return admitted == 0 || wanted <= admitted; }
};

/// Asks the server, over a connection of the pool: one more than the caller may hold. On
/// failure: throws as Pool::checkout, QueryError.
Budget budget(Pool &pool, unsigned processes = 1);

} // namespace connpool

#endif
