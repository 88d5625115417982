// events.h - what a pool tells its owner while it works.
#ifndef CONNPOOL_EVENTS_H
#define CONNPOOL_EVENTS_H

#include <chrono>
#include <functional>
#include <source_location>
#include <string>
#include <string_view>

namespace connpool {

struct Event {
  enum class Kind {
    Checkout, ///< only with PoolOptions::trace_checkouts
    Checkin,  ///< only with PoolOptions::trace_checkouts
    Opened,
    ConnectFailed,
    Closed,
    Invalidated,   ///< a connection was found lost, or given up by its borrower
    Overflow,      ///< a connection beyond pool_size was opened
    Timeout,       ///< a borrower gave up
    Refused,       ///< a borrower was turned away by max_waiting
    Leak,          ///< a connection is out for longer than leak_threshold
    LeakReturned,  ///< and now it came back
    Suspected,     ///< one connection was lost, so all others are checked before their next use
    Statement,     ///< only with PoolOptions::echo
    SlowStatement, ///< took PoolOptions::slow_query_threshold or longer
  };
  Kind kind;
  std::string_view pool; ///< PoolOptions::name
  std::source_location
      where{}; ///< the borrower, for Checkout, Checkin, Leak, LeakReturned and statements
  std::chrono::microseconds time{0}; ///< held, waited for or executed for so long
  std::string_view detail{};         ///< an error's text; a statement without its constants
};

/// One line of text for a log, without a line end.
std::string describe(const Event &event);

/// "opened", "connect failed", …
std::string_view name_of(Event::Kind kind) noexcept;

/// Called from whatever thread something happens in, possibly from several at once. It must
/// not throw, and must not check out from the same pool.
using EventHandler = std::function<void(const Event &)>;

} // namespace connpool

#endif
