// asio.cpp - a checkout and a statement as operations of an event loop.
#include "connpool/asio.h"
#include "connpool/pending_checkout.h"
#include "operation.h"
#include <boost/asio/posix/stream_descriptor.hpp>
#include <optional>
#include <unistd.h>

namespace connpool {

namespace {

class Checkout final : public AsyncOperation {
public:
  using Done = std::function<void(std::exception_ptr, Lease)>;
  Checkout(const AsyncPool::Executor &executor, Pool &pool, Limits limits,
           std::source_location where, Done done)
      : AsyncOperation(executor, std::move(limits)), pool_(pool), where_(where),
        done_(std::move(done)) {}

private:
  std::shared_ptr<Checkout> self() {
    return std::static_pointer_cast<Checkout>(shared_from_this());
  }

  void begin() override {
    set_timer(limits_.timeout.count() < 0 ? pool_.options().timeout : limits_.timeout);
    pending_ = PendingCheckout::start(
        pool_, where_, [self = self()](std::exception_ptr error, Lease lease) mutable {
          // From any thread, which keeps nothing of the operation.
          Checkout &operation = *self;
          operation.on_strand([self = std::move(self), error, lease = std::move(lease)]() mutable {
            self->complete(error, std::move(lease));
          });
        });
  }
  void timed_out() override { pending_->time_out(); }
  void cancelled() override {
    pending_->abandon();
    complete(std::make_exception_ptr(Cancelled("connpool: the checkout was cancelled")), Lease());
  }
  void abandoned() noexcept override {
    if (pending_)
      pending_->abandon();
  }
  /// A lease that comes too late goes back at once.
  void complete(std::exception_ptr error, Lease lease) {
    if (end())
      done_(error, std::move(lease));
  }

  Pool &pool_;
  const std::source_location where_;
  const Done done_;
  std::optional<PendingCheckout> pending_;
};

class Run final : public AsyncOperation {
public:
  using Done = std::function<void(std::exception_ptr, ResultSet)>;
  Run(const AsyncPool::Executor &executor, Pool &pool, Lease &lease, std::string sql,
      std::vector<Value> parameters, Limits limits, Done done)
      : AsyncOperation(executor, std::move(limits)), pool_(pool), lease_(lease),
        sql_(std::move(sql)), parameters_(std::move(parameters)), done_(std::move(done)),
        socket_(strand_) {}

private:
  using Awaits = Connection::Awaits;
  using Descriptor = boost::asio::posix::stream_descriptor;

  std::shared_ptr<Run> self() { return std::static_pointer_cast<Run>(shared_from_this()); }

  void begin() override {
    guarded([this] {
      Connection &connection = lease_.connection();
      const Awaits awaits = connection.start(sql_, parameters_);
      // A copy, which may outlive the connection and be closed by the loop.
      boost::system::error_code error;
      socket_.assign(dup(connection.socket()), error);
      if (error)
        throw QueryError("connpool: the socket cannot be watched: " + error.message(),
                         QueryError::Kind::OutcomeLost);
      set_timer(limits_.timeout.count() < 0 ? PoolOptions::never : limits_.timeout);
      go_on(awaits);
    });
  }

  void go_on(Awaits awaits) {
    if (awaits == Awaits::Nothing)
      return complete(nullptr, lease_.connection().finish());
    if (awaits != Awaits::Write)
      wait(Descriptor::wait_read, reading_);
    if (awaits != Awaits::Read)
      wait(Descriptor::wait_write, writing_);
  }

  void wait(Descriptor::wait_type what, bool &waiting) {
    if (std::exchange(waiting, true))
      return;
    socket_.async_wait(what, [self = self(), &waiting](const boost::system::error_code &) {
      waiting = false;
      if (!self->over())
        self->guarded([&] { self->go_on(self->lease_.connection().proceed()); });
    });
  }

  /// What is thrown ends the operation.
  template <class Work> void guarded(Work work) {
    try {
      work();
    } catch (...) {
      complete(std::current_exception(), {});
    }
  }

  void timed_out() override {
    give_up(std::make_exception_ptr(
        QueryError("connpool: no answer within " + std::to_string(limits_.timeout.count()) + " ms",
                   QueryError::Kind::OutcomeLost)));
  }
  void cancelled() override {
    give_up(std::make_exception_ptr(Cancelled("connpool: the statement was cancelled")));
  }
  void abandoned() noexcept override {}

  /// The statement is still under way: its connection is good for nothing but closing.
  void give_up(std::exception_ptr why) {
    if (auto interrupt = lease_.connection().interruption())
      PendingCheckout::in_background(pool_, std::move(interrupt));
    lease_.invalidate();
    complete(why, {});
  }

  void complete(std::exception_ptr error, ResultSet rows) {
    if (!end())
      return;
    boost::system::error_code ignored;
    socket_.close(ignored);
    done_(error, std::move(rows));
  }

  Pool &pool_;
  Lease &lease_;
  const std::string sql_;
  const std::vector<Value> parameters_;
  const Done done_;
  Descriptor socket_;
  bool reading_ = false, writing_ = false; ///< a wait for that is under way
};

} // namespace

Cancellation::Cancellation() : state_(std::make_shared<State>()) {}

void Cancellation::cancel() {
  std::function<void()> action;
  {
    std::lock_guard lock(state_->mutex);
    action = state_->action;
  }
  if (action)
    action();
}

void AsyncPool::start_checkout(Limits limits, std::source_location where, Completion<Lease> done) {
  std::make_shared<Checkout>(executor_, pool_, std::move(limits), where, std::move(done))->start();
}

void AsyncPool::start_run(Lease &lease, std::string sql, std::vector<Value> parameters,
                          Limits limits, Completion<ResultSet> done) {
  std::make_shared<Run>(executor_, pool_, lease, std::move(sql), std::move(parameters),
                        std::move(limits), std::move(done))
      ->start();
}

} // namespace connpool
