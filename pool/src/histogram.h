// histogram.h - a histogram that many threads add to. See connpool::Histogram.
#ifndef CONNPOOL_HISTOGRAM_H
#define CONNPOOL_HISTOGRAM_H

#include "connpool/stats.h"
#include <algorithm>
#include <atomic>

namespace connpool::detail {

class AtomicHistogram {
public:
  void add(std::chrono::nanoseconds time) noexcept {
    const auto bound = std::lower_bound(histogram_bounds.begin(), histogram_bounds.end(), time);
    buckets_[static_cast<std::size_t>(bound - histogram_bounds.begin())].fetch_add(
        1, std::memory_order_relaxed);
    sum_.fetch_add(time.count(), std::memory_order_relaxed);
  }

  Histogram read() const {
    Histogram copy;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      copy.buckets[i] = buckets_[i].load(std::memory_order_relaxed);
      copy.count += copy.buckets[i];
    }
    copy.sum = std::chrono::nanoseconds(sum_.load(std::memory_order_relaxed));
    return copy;
  }

private:
  std::array<std::atomic<std::uint64_t>, histogram_bounds.size() + 1> buckets_{};
  std::atomic<std::int64_t> sum_{0};
};

} // namespace connpool::detail

#endif
