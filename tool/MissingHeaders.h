// MissingHeaders.h - headers that would have declared what a unit does not know.
//
// Old code relies on headers that the standard library no longer includes by itself, and on
// client libraries that lie elsewhere on this machine (mysql/mysql.h or mariadb/mysql.h).
#ifndef CONNLINT_TOOL_MISSINGHEADERS_H
#define CONNLINT_TOOL_MISSINGHEADERS_H

#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// The standard header that declares std::Name; empty if Name is not one of those that old
/// code uses without including anything.
std::string_view standardHeaderOf(std::string_view Name);

/// Where the client library's header that the code asks for as Included lies on this machine;
/// empty if it does not, or if none of Known (headers of the families) is called like it.
std::string findClientHeader(std::string_view Included, const std::vector<std::string> &Known);

} // namespace connlint

#endif
