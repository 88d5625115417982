// c_api.cpp - connpool.h on top of Pool and Lease: exceptions become codes of the thread.
#include "connpool.h"
#include "connpool/environment.h"
#include "connpool/open.h"
#include "connpool/report.h"
#include "place.h"
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>

struct connpool_pool {
  connpool::Pool pool;
};
struct connpool_lease {
  connpool::Lease lease;
};

namespace {

using connpool::PoolOptions;
using Duration = PoolOptions::Duration;

struct Failure {
  connpool_error code = CONNPOOL_OK;
  std::string text;
};
Failure &last() {
  static thread_local Failure failure;
  return failure;
}

void note(connpool_error code, const char *text) noexcept {
  last().code = code;
  try {
    last().text = text;
  } catch (const std::bad_alloc &) {
    last().text.clear();
  }
}

/// Runs `work`; what it throws becomes the thread's last error, and `otherwise` the result.
template <class Result, class Work> Result guarded(Result otherwise, Work work) noexcept {
  try {
    note(CONNPOOL_OK, "");
    return work();
  } catch (const connpool::PoolTimeout &error) {
    note(CONNPOOL_TIMEOUT, error.what());
  } catch (const connpool::PoolOverloaded &error) {
    note(CONNPOOL_OVERLOADED, error.what());
  } catch (const connpool::PoolClosed &error) {
    note(CONNPOOL_CLOSED, error.what());
  } catch (const connpool::ConnectError &error) {
    note(CONNPOOL_CONNECT, error.what());
  } catch (const std::logic_error &error) {
    note(CONNPOOL_INVALID, error.what());
  } catch (const std::exception &error) {
    note(CONNPOOL_INTERNAL, error.what());
  } catch (...) {
    note(CONNPOOL_INTERNAL, "connpool: unknown exception");
  }
  return otherwise;
}

void require(bool good, const char *problem) {
  if (!good)
    throw std::invalid_argument(problem);
}

Duration to_duration(int milliseconds) {
  require(milliseconds >= CONNPOOL_NEVER, "connpool: a time in the options is negative");
  return milliseconds == CONNPOOL_NEVER ? PoolOptions::never : Duration(milliseconds);
}
int from_duration(Duration time) {
  return time > Duration(2'000'000'000) ? CONNPOOL_NEVER : static_cast<int>(time.count());
}

connpool::ResetLevel level_of(connpool_reset reset) {
  switch (reset) {
  case CONNPOOL_RESET_NONE: return connpool::ResetLevel::None;
  case CONNPOOL_RESET_ROLLBACK: return connpool::ResetLevel::Rollback;
  case CONNPOOL_RESET_FULL: return connpool::ResetLevel::Full;
  }
  throw std::invalid_argument("connpool: reset_on_return has no such value");
}

/// The fields that both structs have; `copy` knows the direction.
template <class C, class Cpp, class Copy> void each_field(C &c, Cpp &cpp, Copy copy) {
  copy(c.pool_size, cpp.pool_size);
  copy(c.max_overflow, cpp.max_overflow);
  copy(c.min_idle, cpp.min_idle);
  copy(c.max_waiting, cpp.max_waiting);
  copy(c.timeout, cpp.timeout);
  copy(c.recycle, cpp.recycle);
  copy(c.idle_timeout, cpp.idle_timeout);
  copy(c.ping_after, cpp.ping_after);
  copy(c.connect_timeout, cpp.connect_timeout);
  copy(c.leak_threshold, cpp.leak_threshold);
  copy(c.close_timeout, cpp.close_timeout);
}

struct ToCpp {
  void operator()(unsigned from, unsigned &to) const { to = from; }
  void operator()(int from, Duration &to) const { to = to_duration(from); }
};
struct ToC {
  void operator()(unsigned &to, unsigned from) const { to = from; }
  void operator()(int &to, Duration from) const { to = from_duration(from); }
};

PoolOptions convert(const connpool_options &c) {
  PoolOptions options;
  if (c.name)
    options.name = c.name;
  each_field(c, options, ToCpp{});
  options.reset_on_return = level_of(c.reset_on_return);
  if (c.log)
    options.on_event = [log = c.log, context = c.log_context](const connpool::Event &event) {
      using Kind = connpool::Event::Kind;
      if (event.kind == Kind::Leak || event.kind == Kind::LeakReturned ||
          event.kind == Kind::ConnectFailed)
        log(context, describe(event).c_str());
    };
  return options;
}

} // namespace

void connpool_options_init(connpool_options *options) {
  *options = {};
  PoolOptions defaults;
  each_field(*options, defaults, ToC{});
  options->reset_on_return = CONNPOOL_RESET_ROLLBACK;
}

int connpool_options_from_environment(connpool_options *options) {
  return guarded(0, [&] {
    PoolOptions read = connpool::options_from_environment(convert(*options));
    each_field(*options, read, ToC{});
    return 1;
  });
}

connpool_pool *connpool_open(const char *url, const connpool_options *options) {
  return guarded<connpool_pool *>(nullptr, [&] {
    require(url, "connpool: no URL");
    return new connpool_pool{connpool::open_pool(url, options ? convert(*options) : PoolOptions{})};
  });
}

void connpool_free(connpool_pool *pool) { delete pool; }

connpool_error connpool_last_error_code(void) { return last().code; }
const char *connpool_last_error(void) { return last().text.c_str(); }

connpool_lease *connpool_checkout_at(connpool_pool *pool, int milliseconds, const char *file,
                                     unsigned line, const char *function) {
  return guarded<connpool_lease *>(nullptr, [&] {
    require(pool, "connpool: no pool");
    const auto where = connpool::detail::place(file, line, function);
    return new connpool_lease{milliseconds < CONNPOOL_NEVER
                                  ? pool->pool.checkout(where)
                                  : pool->pool.checkout(to_duration(milliseconds), where)};
  });
}

void *connpool_native(const connpool_lease *lease) {
  return lease ? lease->lease.native() : nullptr;
}

void connpool_invalidate(connpool_lease *lease) {
  if (lease)
    lease->lease.invalidate();
}

void connpool_checkin(connpool_lease *lease) { delete lease; }

char *connpool_health_json(const connpool_pool *pool) {
  return guarded<char *>(nullptr, [&] {
    require(pool, "connpool: no pool");
    char *text = strdup(connpool::health_json(pool->pool.stats()).c_str());
    return text ? text : throw std::bad_alloc();
  });
}

int connpool_fits_budget(connpool_pool *pool, unsigned processes) {
  return guarded(0, [&] {
    require(pool && processes > 0, "connpool: no pool, or no process");
    const connpool::Budget budget = connpool::budget(pool->pool, processes);
    if (budget.fits())
      return 1;
    throw std::invalid_argument("connpool: " + std::to_string(budget.wanted) +
                                " connections are wanted, and the server admits " +
                                std::to_string(budget.admitted));
  });
}
