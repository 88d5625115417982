// queue_shelf.h - queues for pools, kept and used again for ever.
//
// A checkin looks at the queue after it has let go of its slot. By then the slot may have
// been taken and closed, and the pool destroyed: so the memory of a queue is never given
// back.
#ifndef CONNPOOL_QUEUE_SHELF_H
#define CONNPOOL_QUEUE_SHELF_H

#include "slot.h"
#include <mutex>
#include <vector>

namespace connpool::detail {

class QueueShelf {
public:
  static Queue &take() {
    QueueShelf &shelf = instance();
    std::lock_guard lock(shelf.mutex_);
    if (shelf.unused_.empty())
      return *new Queue;
    Queue *queue = shelf.unused_.back();
    shelf.unused_.pop_back();
    return *queue;
  }

  static void put(Queue &queue) {
    QueueShelf &shelf = instance();
    std::lock_guard lock(shelf.mutex_);
    shelf.unused_.push_back(&queue);
  }

private:
  static QueueShelf &instance() {
    static auto *shelf = new QueueShelf; // outlives every static pool
    return *shelf;
  }
  std::mutex mutex_;
  std::vector<Queue *> unused_; ///< under mutex_
};

} // namespace connpool::detail

#endif
