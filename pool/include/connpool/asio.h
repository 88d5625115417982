// asio.h - checkouts and statements on an event loop of Boost.Asio: with completion tokens,
// that is coroutines, futures or callbacks. Nothing here waits; Boost 1.74 or newer.
//
//   AsyncPool db(io.get_executor(), pool);
//   Lease lease = co_await db.async_checkout(use_awaitable);
//   ResultSet rows = co_await db.async_run(lease, "SELECT $1::int", bound(7),
//   use_awaitable);
//
// Handlers have the signatures void(std::exception_ptr, Lease) and
// void(std::exception_ptr, ResultSet); they run on their own executor, or on that of the
// AsyncPool.
#ifndef CONNPOOL_ASIO_H
#define CONNPOOL_ASIO_H

#include "connpool/pool.h"
#include "connpool/query.h"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace connpool {

/// The operation was ended by Cancellation::cancel().
class Cancelled : public Error {
  using Error::Error;
};

/// Ends one operation at a time; copies are the same one.
class Cancellation {
public:
  Cancellation();
  /// From any thread. The operation completes with Cancelled; without effect when it is
  /// done.
  void cancel();

private:
  friend class AsyncOperation;
  struct State;
  std::shared_ptr<State> state_;
};

/// When an operation ends at the latest.
struct Limits {
  /// A checkout: PoolOptions::timeout when negative. A statement: without limit.
  std::chrono::milliseconds timeout{-1};
  Cancellation cancellation{};
};

/// A pool as an event loop sees it. *Requires* the pool and the executor's context outlive
/// it and its operations, and the pool is closed before the context is destroyed: its
/// threads post to it. Cheap to copy.
/// Thread safety: every member may be called from every thread; operations on one lease
/// follow one another.
class AsyncPool {
public:
  using Executor = boost::asio::any_io_executor;
  AsyncPool(Executor executor, Pool &pool) : executor_(std::move(executor)), pool_(pool) {}

  /// Borrows a connection. What may wait for the server before and after the lease, such as
  /// a rollback, is done by the pool's own threads. On failure: completes with what
  /// Pool::checkout throws, or Cancelled.
  template <class Token>
  auto async_checkout(Limits limits, Token &&token,
                      std::source_location where = std::source_location::current()) {
    return boost::asio::async_initiate<Token, void(std::exception_ptr, Lease)>(
        [this, where](auto handler, Limits given) {
          start_checkout(std::move(given), where, completion<Lease>(std::move(handler)));
        },
        token, std::move(limits));
  }
  template <class Token>
  auto async_checkout(Token &&token, std::source_location where = std::source_location::current()) {
    return async_checkout(Limits{}, std::forward<Token>(token), where);
  }

  /// Runs one statement. *Requires* the lease stays where it is, and is not used, until the
  /// operation completes. On failure: completes with QueryError. After a time-out (kind
  /// OutcomeLost) or Cancelled the server is asked to end the statement, and the connection
  /// is replaced when the lease ends.
  template <class Token>
  auto async_run(Lease &lease, std::string sql, std::vector<Value> parameters, Limits limits,
                 Token &&token) {
    return boost::asio::async_initiate<Token, void(std::exception_ptr, ResultSet)>(
        [this, &lease](auto handler, std::string text, std::vector<Value> values, Limits given) {
          start_run(lease, std::move(text), std::move(values), std::move(given),
                    completion<ResultSet>(std::move(handler)));
        },
        token, std::move(sql), std::move(parameters), std::move(limits));
  }
  template <class Token>
  auto async_run(Lease &lease, std::string sql, std::vector<Value> parameters, Token &&token) {
    return async_run(lease, std::move(sql), std::move(parameters), Limits{},
                     std::forward<Token>(token));
  }

  const Executor &get_executor() const noexcept { return executor_; }

private:
  template <class Result> using Completion = std::function<void(std::exception_ptr, Result)>;

  /// Whatever handler it is: called once, from the loop, on its own executor.
  template <class Result, class Handler> Completion<Result> completion(Handler handler) {
    const auto executor = boost::asio::get_associated_executor(handler, executor_);
    auto kept = std::make_shared<Handler>(std::move(handler));
    return [kept, executor, loop = executor_, work = boost::asio::make_work_guard(executor)](
               std::exception_ptr error, Result result) {
      boost::asio::post(loop, [kept, executor, error, result = std::move(result)]() mutable {
        boost::asio::dispatch(executor, [kept, error, result = std::move(result)]() mutable {
          Handler call = std::move(*kept);
          call(error, std::move(result));
        });
      });
    };
  }
  void start_checkout(Limits limits, std::source_location where, Completion<Lease> done);
  void start_run(Lease &lease, std::string sql, std::vector<Value> parameters, Limits limits,
                 Completion<ResultSet> done);

  Executor executor_;
  Pool &pool_;
};

} // namespace connpool

#endif
