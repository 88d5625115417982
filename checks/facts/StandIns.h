// StandIns.h - where whoever parses declares what the code names and nobody has declared.
#ifndef CONNLINT_FACTS_STANDINS_H
#define CONNLINT_FACTS_STANDINS_H

namespace connlint {

/// The namespace of the classes that stand in for unknown ones, as their bases.
inline constexpr const char *StandInNamespace = "connlint_unknown";

} // namespace connlint

#endif
