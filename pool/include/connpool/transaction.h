// transaction.h - transactions that end on every path, and running them again when that is
// safe.
#ifndef CONNPOOL_TRANSACTION_H
#define CONNPOOL_TRANSACTION_H

#include "connpool/error.h"
#include "connpool/pool.h"
#include <functional>
#include <string>

namespace connpool {

/// BEGIN now; COMMIT when commit() is called; ROLLBACK on every other way out.
/// *Requires* the connection, and so its lease, outlives it and is in no transaction.
/// Thread safety: one thread at a time. The destructor never throws: when its ROLLBACK
/// fails the connection is replaced at checkin.
class [[nodiscard]] Transaction {
public:
  explicit Transaction(Connection &connection, const TransactionOptions &options = {});
  Transaction(const Transaction &) = delete;
  Transaction &operator=(const Transaction &) = delete;
  ~Transaction();

  /// On failure: throws QueryError; the transaction is over in any case. With the kind
  /// OutcomeLost nobody knows whether it was committed. Throws std::logic_error when it
  /// was over before.
  void commit();
  /// Undoes everything since the beginning; without effect when it is over.
  /// On failure: throws QueryError.
  void rollback();
  bool open() const noexcept { return open_; }

private:
  Connection &connection_;
  bool open_ = false;
};

/// A part of a transaction that can be undone alone: kept by release(), undone on every
/// other path. *Requires* a name that is an identifier. On failure: throws
/// std::invalid_argument otherwise.
class [[nodiscard]] Savepoint {
public:
  Savepoint(Connection &connection, std::string name);
  Savepoint(const Savepoint &) = delete;
  Savepoint &operator=(const Savepoint &) = delete;
  ~Savepoint();

  /// As Transaction::commit and rollback.
  void release();
  void rollback();

private:
  Connection &connection_;
  const std::string name_;
  bool open_ = false;
};

struct RetryOptions {
  unsigned attempts = 4; ///< in all; at least 1
  /// Pause before the second attempt; doubles each time up to max_backoff, with jitter.
  std::chrono::milliseconds min_backoff{10};
  std::chrono::milliseconds max_backoff{1'000};
  TransactionOptions transaction;
  /// The work may be done twice: then it is repeated even when the connection was lost
  /// after the commit was sent, so that nobody knows whether it happened.
  bool idempotent = false;
};

/// Runs `work` in a transaction on a connection of the pool, and commits. When it was
/// rolled back for others' sake, or the connection was lost before the commit, it is run
/// again, on another connection. `work` must have no effect outside of the database. On
/// failure: throws what the last attempt threw.
void with_retry(Pool &pool, const std::function<void(Connection &)> &work,
                const RetryOptions &options = {});

} // namespace connpool

#endif
