// LeakOnException.cpp - handles that are held where an exception leaves the function.
#include "rules/Check.h"

namespace connlint {

void checkLeakOnException(const CheckInput &In, std::vector<Finding> &Out) {
  reportLeaksByThrow(In, "connlint-leak-on-exception", Out);
}

} // namespace connlint
