// Spot.h - a place as the services that show annotations name it: a path below the source
// root, columns in UTF-16 units; and the way to a finding as plain lines.
#ifndef CONNLINT_OUTPUT_SPOT_H
#define CONNLINT_OUTPUT_SPOT_H

#include "output/Emitter.h"

namespace connlint {

struct Spot {
  /// Relative to the source root with '/' between its parts; as it is when not below it.
  std::string Path;
  /// From 1; 0 for a place that is a whole file.
  uint32_t Line = 0;
  uint32_t Column = 0;
  /// One past the last unit.
  uint32_t EndColumn = 0;
};

Spot spotOf(const SourcePlace &Place, const Report &R, SourceCache &Sources);

/// "src/a.c:12:3: acquired here", one line per step, then per related place that is no step, without
/// line breaks at the end. Fit for one line of a terminal each.
std::vector<std::string> pathLines(const Finding &F, const Report &R, SourceCache &Sources);

/// The message and the related places on one line, for formats that have one text.
std::string withRelated(const Finding &F, const Report &R, SourceCache &Sources);

/// The word for a class of acquires: "pooled", "raw", "wrapper" or "pool-code".
std::string_view classText(AcquireClass Class);

/// 16 hexadecimal digits that identify the finding as long as the code around it only
/// moves: a hash of its path and stableKey.
std::string findingHash(const Finding &F, const Report &R);

} // namespace connlint

#endif
