// Which pool of a registry is meant stands in a string_view, whose text is not followed.
#include <connpool/pool.h>

void named(connpool::PoolRegistry &All) {
  connpool::Lease First = All.checkout("orders");
  connpool::Lease Second = All.checkout("orders"); // miss: the same pool
}
