// KnownElsewhere.h - functions without a body in this unit that another unit has told of.
#ifndef CONNLINT_FACTS_KNOWNELSEWHERE_H
#define CONNLINT_FACTS_KNOWNELSEWHERE_H

#include <cstdint>
#include <map>
#include <string>

namespace connlint {

/// What a function is to those who call it.
enum class Importance : uint8_t {
  Little, ///< Known, but nobody has to be looked at because of it.
  Waits,  ///< Of interest to who holds something.
  NeverReturns,
  Handles ///< It gives, takes, keeps or uses handles.
};

/// By USR.
using KnownElsewhere = std::map<std::string, Importance, std::less<>>;

} // namespace connlint

#endif
