// events.cpp - events as text.
#include "connpool/events.h"
#include <algorithm>
#include <cstdio>

namespace connpool {

std::string_view name_of(Event::Kind kind) noexcept {
  switch (kind) {
  case Event::Kind::Checkout: return "checkout";
  case Event::Kind::Checkin: return "checkin";
  case Event::Kind::Opened: return "opened";
  case Event::Kind::ConnectFailed: return "connect failed";
  case Event::Kind::Closed: return "closed";
  case Event::Kind::Invalidated: return "invalidated";
  case Event::Kind::Overflow: return "opened beyond pool_size";
  case Event::Kind::Timeout: return "timeout";
  case Event::Kind::Refused: return "refused";
  case Event::Kind::Leak: return "not returned";
  case Event::Kind::LeakReturned: return "returned late";
  case Event::Kind::Suspected: return "all connections suspected";
  case Event::Kind::Statement: return "statement";
  case Event::Kind::SlowStatement: return "slow statement";
  }
  return "unknown";
}

std::string describe(const Event &event) {
  std::string text = "connpool: pool '" + std::string(event.pool) + "': ";
  text += name_of(event.kind);
  if (event.time.count() > 0) {
    char time[32];
    std::snprintf(time, sizeof(time), " after %.6g ms",
                  static_cast<double>(event.time.count()) / 1000);
    text += time;
  }
  if (event.where.line() != 0)
    text += ", borrowed at " + std::string(event.where.file_name()) + ":" +
            std::to_string(event.where.line());
  if (!event.detail.empty())
    text += ": " + std::string(event.detail);
  // Client libraries have messages of several lines.
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

} // namespace connpool
