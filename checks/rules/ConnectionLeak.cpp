// ConnectionLeak.cpp - connections and leases that some normal way out forgets.
#include "rules/Check.h"

namespace connlint {

void checkConnectionLeak(const CheckInput &In, std::vector<Finding> &Out) {
  reportLeaks(In, "connlint-connection-leak",
              {ResourceKind::Connection, ResourceKind::Lease, ResourceKind::Environment}, Out);
}

} // namespace connlint
