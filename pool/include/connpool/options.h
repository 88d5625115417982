// options.h - how a pool behaves. One plain struct; defaults suit a service with one
// database. Times are whole milliseconds, not negative; a pool that is made with options
// that make no sense throws std::invalid_argument, which names the option.
#ifndef CONNPOOL_OPTIONS_H
#define CONNPOOL_OPTIONS_H

#include "connpool/driver.h"
#include "connpool/events.h"
#include <chrono>
#include <string>

namespace connpool {

/// Which idle connection is lent next.
enum class IdleOrder {
  Lifo, ///< the ones used last, so that a surplus stays idle and can be closed
  Fifo, ///< in turn, so that the load spreads over all of them
};

struct PoolOptions {
  using Duration = std::chrono::milliseconds;
  /// For every duration that says so: never, or without limit. It is not 0, which is "at
  /// once" for each of them.
  static constexpr Duration never = Duration::max();

  /// In messages, events and metrics.
  std::string name = "default";

  /// Connections that are kept, once there was use for them. 1 to 100 000.
  unsigned pool_size = 5;
  /// How many more may be opened while all are busy; they are closed when the rush is over.
  /// 0: none, up to 100 000.
  unsigned max_overflow = 10;
  /// Idle connections to keep ready, opened in the background; at most pool_size. 0: none.
  unsigned min_idle = 0;

  /// Longest wait of a checkout that names no time of its own. 0: do not wait, not even for
  /// the first connection to be opened. never: without limit.
  Duration timeout{30'000};
  /// Borrowers that may wait; the next one is refused at once. 0: no limit.
  unsigned max_waiting = 0;
  /// A connection that comes back is for whoever asks first, which gives the highest
  /// throughput, until the head of the queue has waited this long: then it is handed over.
  /// 0: strictly in turn. never: no such limit, and some threads may wait very long.
  Duration fairness{2};
  IdleOrder order = IdleOrder::Lifo;

  /// A connection older than this is replaced, on hot pools too: when it comes back. Each
  /// one gets up to recycle_jitter (0 to 1) of it less, so that they do not all expire
  /// together. 0: after each use. never: as old as they may get.
  Duration recycle{30 * 60'000};
  double recycle_jitter = 0.1;
  /// An idle connection beyond min_idle is closed after this long, measured to about a
  /// quarter of it. never: kept.
  Duration idle_timeout{10 * 60'000};
  /// The same for connections beyond pool_size.
  Duration overflow_idle_timeout{1'000};

  /// Idle for less than this: lent without a look. Longer: a look at the socket, without
  /// I/O to the server. 0: look every time. never: do not look.
  Duration alive_window{500};
  /// Idle for longer than this: the server is asked as well (one round trip). 0: every
  /// time, what others call pre-ping. never: only when a lost connection made the others
  /// suspect.
  Duration ping_after{60'000};
  /// How long such a question, and each command of a reset at checkin, may take; then the
  /// connection is replaced. A day at the most.
  Duration ping_timeout{2'000};
  /// What a checkin undoes, see driver.h.
  ResetLevel reset_on_return = ResetLevel::Rollback;

  /// Limit of one attempt to open a connection. 1 ms to a day. MariaDB's client library
  /// counts in whole seconds.
  Duration connect_timeout{10'000};
  /// Connections that may be opened at the same time. At least 1.
  unsigned parallel_opens = 4;
  /// Pause after a failed attempt: starts here (1 ms or more), doubles up to max_backoff (a
  /// day at the most), with jitter.
  Duration min_backoff{50};
  Duration max_backoff{5'000};

  /// A connection that is out for longer is reported with the place it was borrowed at, and
  /// again when it comes back. Measured to about a tenth of a second. never: no watch.
  Duration leak_threshold{30'000};
  /// How long the destructor waits for leases to come back. 0: not at all; they stay usable
  /// in any case.
  Duration close_timeout{5'000};

  /// Called once with each new connection before anybody gets it: session settings, for
  /// instance, which ResetLevel::Full would undo. What it throws counts as a failed
  /// attempt.
  std::function<void(Connection &)> on_connect;
  /// Default: leaks, failures to connect, and what was asked for below go to the standard
  /// error stream. Called from any thread, and behind the pool's end too while connections
  /// are closed: what the handler uses has to live until the last lease is back and its
  /// connection is gone.
  EventHandler on_event;
  /// Also send Checkout and Checkin events; makes each checkout slower.
  bool trace_checkouts = false;
  /// Statements through the functions of query.h that take this long are sent as
  /// SlowStatement events. 0: all. never: none. What goes through native handles is not
  /// seen.
  Duration slow_query_threshold = never;
  /// Send an event for every statement. Constants in its text are replaced by question
  /// marks, parameters by their types, so that no secret gets into a log.
  bool echo = false;
};

} // namespace connpool

#endif
