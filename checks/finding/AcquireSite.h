// AcquireSite.h - every place that opens or borrows a connection, whether it is right or
// wrong: the inventory that an audit starts from. Plain values, like findings.
#ifndef CONNLINT_FINDING_ACQUIRESITE_H
#define CONNLINT_FINDING_ACQUIRESITE_H

#include "finding/Finding.h"
#include <compare>
#include <string>

namespace connlint {

enum class AcquireClass {
  Pooled,  ///< Borrowed from a pool.
  Raw,     ///< A physical connect.
  Wrapper, ///< A function that hands out a connection, of the unit or of the user's model.
  PoolCode ///< A physical connect inside of the pool, where it belongs.
};

struct AcquireSite {
  SourcePlace Place;
  AcquireClass Class = AcquireClass::Raw;
  std::string Function; ///< Qualified name of the function it is in.
  std::string Family;
  std::string Api; ///< The call at Place.

  auto operator<=>(const AcquireSite &) const = default;
};

/// The lines of a function that handles connections.
struct FunctionExtent {
  std::string File;
  uint32_t FirstLine = 0;
  uint32_t LastLine = 0;

  auto operator<=>(const FunctionExtent &) const = default;
};

} // namespace connlint

#endif
