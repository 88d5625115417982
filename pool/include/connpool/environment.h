// environment.h - options from environment variables, over those that the program sets.
#ifndef CONNPOOL_ENVIRONMENT_H
#define CONNPOOL_ENVIRONMENT_H

#include "connpool/options.h"

namespace connpool {

/// Reads DB_POOL_SIZE, DB_MAX_OVERFLOW, DB_POOL_TIMEOUT (seconds, fractions allowed),
/// DB_POOL_RECYCLE and DB_SLOW_QUERY_THRESHOLD (seconds; -1: never), DB_POOL_PRE_PING,
/// DB_ECHO and DB_ECHO_POOL (true, false, 1, 0, yes, no, on, off). Variables that are not
/// set or empty change nothing. On failure: throws std::invalid_argument, which names the
/// variable.
PoolOptions options_from_environment(PoolOptions options = {});

} // namespace connpool

#endif
