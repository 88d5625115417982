// redact.h - SQL for logs: the statement, without the values in it.
#ifndef CONNPOOL_REDACT_H
#define CONNPOOL_REDACT_H

#include "connpool/driver.h"
#include <string>
#include <string_view>

namespace connpool {

/// The statement in one line, with a question mark for each constant and without comments.
/// What cannot be told for sure to be no constant, such as text whose end is missing, is
/// taken for one.
std::string redacted_sql(std::string_view sql, Quoting quoting = Quoting::Standard);

} // namespace connpool

#endif
