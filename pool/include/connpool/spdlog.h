// spdlog.h - events of a pool in a logger of spdlog. Link with connpool::spdlog.
//
//   options.on_event = log_to(spdlog::default_logger());
#ifndef CONNPOOL_SPDLOG_H
#define CONNPOOL_SPDLOG_H

#include "connpool/events.h"
#include <memory>
#include <spdlog/logger.h>
#include <utility>

namespace connpool {

/// How bad an event is.
inline spdlog::level::level_enum level_of(Event::Kind kind) noexcept {
  switch (kind) {
  case Event::Kind::ConnectFailed:
  case Event::Kind::Timeout: return spdlog::level::err;
  case Event::Kind::Invalidated:
  case Event::Kind::Refused:
  case Event::Kind::Leak:
  case Event::Kind::LeakReturned:
  case Event::Kind::Suspected:
  case Event::Kind::SlowStatement: return spdlog::level::warn;
  case Event::Kind::Opened:
  case Event::Kind::Closed:
  case Event::Kind::Overflow:
  case Event::Kind::Statement: return spdlog::level::info;
  case Event::Kind::Checkout:
  case Event::Kind::Checkin: return spdlog::level::debug;
  }
  return spdlog::level::info;
}

/// A handler that writes one line per event. *Ownership*: keeps the logger.
inline EventHandler log_to(std::shared_ptr<spdlog::logger> logger) {
  return [logger = std::move(logger)](const Event &event) {
    const auto level = level_of(event.kind);
    if (logger->should_log(level))
      logger->log(level, describe(event));
  };
}

} // namespace connpool

#endif
