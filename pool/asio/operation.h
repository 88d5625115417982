// operation.h - what the two operations have in common: a strand on which everything
// happens, a timer, and an end that comes once.
#ifndef CONNPOOL_ASIO_OPERATION_H
#define CONNPOOL_ASIO_OPERATION_H

#include "connpool/asio.h"
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <mutex>

namespace connpool {

struct Cancellation::State {
  std::mutex mutex;
  std::function<void()> action; ///< under mutex
};

/// Owned by the handlers that wait for something. All members are used on the strand only,
/// except in the constructor.
class AsyncOperation : public std::enable_shared_from_this<AsyncOperation> {
public:
  AsyncOperation(const AsyncPool::Executor &executor, Limits limits)
      : strand_(boost::asio::make_strand(executor)), timer_(strand_), limits_(std::move(limits)) {}
  virtual ~AsyncOperation() = default;

  void start() {
    boost::asio::post(strand_, [self = shared_from_this()] {
      self->listen();
      self->begin();
    });
  }

protected:
  virtual void begin() = 0;
  virtual void timed_out() = 0;
  virtual void cancelled() = 0;
  /// The loop is gone before the operation was over: nobody is to be told.
  virtual void abandoned() noexcept = 0;

  template <class Work> void on_strand(Work work) { boost::asio::post(strand_, std::move(work)); }
  void set_timer(std::chrono::milliseconds timeout) {
    // A timer without an end as well: its handler tells when the loop goes.
    timer_.expires_at(timeout >= std::chrono::hours(24 * 365)
                          ? boost::asio::steady_timer::time_point::max()
                          : std::chrono::steady_clock::now() + timeout);
    timer_.async_wait([watch = std::make_unique<Watch>(shared_from_this())](
                          const boost::system::error_code &error) {
      const auto self = std::move(watch->operation);
      if (!error && !self->over_)
        self->timed_out();
    });
  }
  /// True the first time.
  bool end() {
    if (over_)
      return false;
    over_ = true;
    timer_.cancel();
    std::lock_guard lock(limits_.cancellation.state_->mutex);
    limits_.cancellation.state_->action = nullptr;
    return true;
  }
  bool over() const { return over_; }

  const boost::asio::strand<AsyncPool::Executor> strand_;

private:
  struct Watch {
    explicit Watch(std::shared_ptr<AsyncOperation> watched) : operation(std::move(watched)) {}
    ~Watch() {
      if (operation && !operation->over_)
        operation->abandoned();
    }
    std::shared_ptr<AsyncOperation> operation;
  };

  void listen() {
    std::lock_guard lock(limits_.cancellation.state_->mutex);
    limits_.cancellation.state_->action = [weak = weak_from_this()] {
      if (const auto self = weak.lock())
        boost::asio::post(self->strand_, [self] {
          if (!self->over_)
            self->cancelled();
        });
    };
  }

  boost::asio::steady_timer timer_;
  bool over_ = false;

protected:
  const Limits limits_;
};

} // namespace connpool

#endif
