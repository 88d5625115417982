// StandIns.h - what stands in for names in the code that nobody has declared.
#ifndef CONNLINT_FACTS_STANDINS_H
#define CONNLINT_FACTS_STANDINS_H

#include <string_view>

namespace connlint {

/// The namespace of the classes that stand in for unknown ones, as their bases.
inline constexpr const char *StandInNamespace = "connlint_unknown";

/// The levels of a PostgreSQL server from which on a report does not come back, by their names; 0:
/// it is none of them.
constexpr int levelOfReport(std::string_view Name) {
  return Name == "ERROR" ? 21 : Name == "FATAL" ? 22 : Name == "PANIC" ? 23 : 0;
}

} // namespace connlint

#endif
