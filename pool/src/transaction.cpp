// transaction.cpp - the ends of transactions, and when to start one again.
#include "connpool/transaction.h"
#include <algorithm>
#include <random>
#include <stdexcept>
#include <thread>

namespace connpool {

namespace {

/// In a destructor: what fails leaves a transaction that the pool rolls back at checkin.
void run_quietly(Connection &connection, const std::string &sql) noexcept {
  try {
    connection.run(sql, {});
  } catch (...) {
  }
}

bool is_identifier(const std::string &name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && letter(name[0]) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

void pause(const RetryOptions &options, unsigned attempt) {
  auto longest = options.min_backoff;
  for (unsigned i = 1; i < attempt && longest < options.max_backoff; ++i)
    longest *= 2;
  static thread_local std::minstd_rand random{std::random_device{}()};
  const double share = std::uniform_real_distribution(0.5, 1.0)(random);
  std::this_thread::sleep_for(std::min(longest, options.max_backoff) * share);
}

} // namespace

Transaction::Transaction(Connection &connection, const TransactionOptions &options)
    : connection_(connection) {
  connection.begin(options);
  open_ = true;
}

Transaction::~Transaction() {
  if (open_)
    run_quietly(connection_, "ROLLBACK");
}

void Transaction::commit() {
  if (!open_)
    throw std::logic_error("connpool: commit of a transaction that is over");
  open_ = false;
  try {
    connection_.run("COMMIT", {});
  } catch (...) {
    run_quietly(connection_, "ROLLBACK"); // SQLite keeps it open when it is busy
    throw;
  }
}

void Transaction::rollback() {
  if (!open_)
    return;
  open_ = false;
  connection_.run("ROLLBACK", {});
}

Savepoint::Savepoint(Connection &connection, std::string name)
    : connection_(connection), name_(std::move(name)) {
  if (!is_identifier(name_))
    throw std::invalid_argument("connpool: a savepoint's name must be an identifier");
  connection_.run("SAVEPOINT " + name_, {});
  open_ = true;
}

Savepoint::~Savepoint() {
  if (open_)
    run_quietly(connection_, "ROLLBACK TO SAVEPOINT " + name_);
}

void Savepoint::release() {
  if (!open_)
    throw std::logic_error("connpool: release of a savepoint that is over");
  open_ = false;
  connection_.run("RELEASE SAVEPOINT " + name_, {});
}

void Savepoint::rollback() {
  if (!open_)
    return;
  open_ = false;
  connection_.run("ROLLBACK TO SAVEPOINT " + name_, {});
}

void with_retry(Pool &pool, const std::function<void(Connection &)> &work,
                const RetryOptions &options) {
  for (unsigned attempt = 1;; ++attempt) {
    bool committing = false;
    try {
      const Lease lease = pool.checkout();
      Transaction transaction(*lease, options.transaction);
      work(*lease);
      committing = true;
      transaction.commit();
      return;
    } catch (const QueryError &error) {
      const bool lost = error.kind() == QueryError::Kind::OutcomeLost;
      // Before the commit, a lost session is a rolled back one.
      const bool safe = error.kind() == QueryError::Kind::Retryable ||
                        error.kind() == QueryError::Kind::NotSent ||
                        (lost && (!committing || options.idempotent));
      if (!safe || attempt >= options.attempts)
        throw;
    }
    pause(options, attempt);
  }
}

} // namespace connpool
