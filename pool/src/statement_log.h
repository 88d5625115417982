// statement_log.h - statements as events: a connection around another one that tells the
// pool what was run, for how long, and on behalf of whom.
#ifndef CONNPOOL_STATEMENT_LOG_H
#define CONNPOOL_STATEMENT_LOG_H

#include "connpool/driver.h"
#include <memory>

namespace connpool::detail {

class Core;
struct Slot;

/// The connection itself when the pool's options ask for no statements.
std::unique_ptr<Connection> watched(std::unique_ptr<Connection> connection, Core &core, Slot &slot);

/// For a connection that leaves its pool: nothing is told any more.
std::unique_ptr<Connection> unwatched(std::unique_ptr<Connection> connection) noexcept;

} // namespace connpool::detail

#endif
