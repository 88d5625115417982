// A second lease of connpool while the first is held, here, in a callee and through owners.
#include <connpool/pool.h>
#include <optional>
using connpool::Lease;
using connpool::Pool;

void both(Pool &Own) {
  Lease First = Own.checkout();
  Lease Second = Own.checkout(); // want "second connection from the same source while lease 'First'" [connlint-nested-acquire]
}

void count(Pool &Own) {
  Lease Inner = Own.checkout();
  connpool::execute(*Inner, "SELECT 1");
}

void callee(Pool &Own) {
  Lease Outer = Own.checkout();
  count(Own); // want "lease 'Outer' is held" [connlint-nested-acquire]
}

void assigned(Pool &Own) {
  Lease Only = Own.checkout();
  Only = Own.checkout(); // want "lease 'Only' is held" [connlint-nested-acquire]
}

void optional(Pool &Own) {
  std::optional<Lease> First;
  First = Own.checkout();
  Lease Second = Own.checkout(); // want "lease" [connlint-nested-acquire]
}

struct Desk {
  explicit Desk(Pool &Own) : Kept(Own.checkout()) {}
  Lease Kept;
};

void member(Pool &Own) {
  Desk Open(Own);
  count(Own); // want "lease 'Open.Kept' is held" [connlint-nested-acquire]
}
