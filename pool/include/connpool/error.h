// error.h - what can go wrong while a program runs: all of it derives from connpool::Error.
// Mistakes in the program itself are std::logic_error: EmptyLease, and
// std::invalid_argument for options and URLs that make no sense.
#ifndef CONNPOOL_ERROR_H
#define CONNPOOL_ERROR_H

#include "connpool/stats.h"
#include <stdexcept>
#include <string>

namespace connpool {

/// Texts say what to do about it and contain no password.
class Error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Checkout was refused because of the pool's state, which is part of the message.
class CheckoutError : public Error {
public:
  CheckoutError(const std::string &what, PoolStats stats) : Error(what), stats_(std::move(stats)) {}
  /// The pool at the moment of the refusal, the longest holders included.
  const PoolStats &stats() const noexcept { return stats_; }

private:
  PoolStats stats_;
};

/// No connection came free within the timeout.
class PoolTimeout : public CheckoutError {
  using CheckoutError::CheckoutError;
};

/// `max_waiting` borrowers were waiting already.
class PoolOverloaded : public CheckoutError {
  using CheckoutError::CheckoutError;
};

/// The pool is closed, or was closed while this borrower waited.
class PoolClosed : public Error {
  using Error::Error;
};

/// A connection could not be opened.
class ConnectError : public Error {
public:
  /// How the failure will look on the next try.
  enum class Kind {
    Transient, ///< server down, full, not reachable: worth another try
    Permanent, ///< wrong password, no such database: the same again until someone acts
  };
  ConnectError(const std::string &what, Kind kind) : Error(what), kind_(kind) {}
  Kind kind() const noexcept { return kind_; }

private:
  Kind kind_;
};

/// A statement failed.
class QueryError : public Error {
public:
  /// What is known about the statement's effect.
  enum class Kind {
    Statement,   ///< the server refused it; the connection is fine
    Retryable,   ///< rolled back for others' sake (deadlock, serialisation): run it again
    NotSent,     ///< the connection was lost before the server saw it
    OutcomeLost, ///< the connection was lost meanwhile: it may or may not have happened
  };
  QueryError(const std::string &what, Kind kind, std::string code = {})
      : Error(what), kind_(kind), code_(std::move(code)) {}
  Kind kind() const noexcept { return kind_; }
  /// SQLSTATE, or the client library's number as text.
  const std::string &code() const noexcept { return code_; }

private:
  Kind kind_;
  std::string code_;
};

/// A lease was used that holds nothing: moved from, checked in or detached.
class EmptyLease : public std::logic_error {
public:
  EmptyLease()
      : std::logic_error("connpool: the lease is empty (moved from, returned or detached)") {}
};

} // namespace connpool

#endif
