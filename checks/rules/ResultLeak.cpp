// ResultLeak.cpp - results, statements and buffers that some normal way out forgets.
#include "rules/Check.h"

namespace connlint {

void checkResultLeak(const CheckInput &In, std::vector<Finding> &Out) {
  reportLeaks(In, "connlint-result-leak",
              {ResourceKind::Result, ResourceKind::Statement, ResourceKind::Buffer}, Out);
}

} // namespace connlint
