// Leases of connpool one after the other, moved away, given back, and from different pools.
#include <connpool/pool.h>
#include <optional>
#include <thread>
using connpool::Lease;
using connpool::Pool;

void scopes(Pool &Own) {
  { Lease First = Own.checkout(); }
  Lease Second = Own.checkout(); // ok: the first went back
}

void again(Pool &Own) {
  Lease Only = Own.checkout();
  Only.checkin();
  Only = Own.checkout();
}

void take(Lease Given);

void moved(Pool &Own) {
  Lease First = Own.checkout();
  take(std::move(First));
  Lease Second = Own.checkout();
}

void toAnother(Pool &Own) {
  Lease First = Own.checkout();
  Lease Second = std::move(First);
  Second.checkin();
  Lease Third = Own.checkout();
}

void detached(Pool &Own) {
  Lease First = Own.checkout();
  std::unique_ptr<connpool::Connection> Kept = First.detach();
  Lease Second = Own.checkout();
}

void optional(Pool &Own) {
  std::optional<Lease> First = Own.checkout();
  First.reset();
  Lease Second = Own.checkout();
}

void temporaries(Pool &Own) {
  connpool::execute(*Own.checkout(), "SELECT 1");
  connpool::execute(*Own.checkout(), "SELECT 2");
}

void rounds(Pool &Own) {
  for (int Round = 0; Round < 3; ++Round) {
    Lease Each = Own.checkout();
    connpool::execute(*Each, "SELECT 1");
  }
}

void differ(Pool &Own, Pool &Other, connpool::PoolRegistry &All) {
  Lease First = Own.checkout();
  Lease Second = Other.checkout();
  Lease Third = All.checkout("orders");
  Lease Fourth = All.checkout("users");
}

void thread(Pool &Own) {
  Lease First = Own.checkout();
  std::thread Worker([Mine = std::move(First)] { connpool::execute(*Mine, "SELECT 1"); });
  Lease Second = Own.checkout(); // ok: the other thread may be done
  Worker.detach();
}
