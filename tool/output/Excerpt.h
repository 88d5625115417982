// Excerpt.h - a source line with the token underlined, as Clang shows it.
#ifndef CONNLINT_OUTPUT_EXCERPT_H
#define CONNLINT_OUTPUT_EXCERPT_H

#include "output/SourceCache.h"
#include <string>

namespace connlint {

/// The rows of an excerpt, each ending in a line break:
///    12 |   return -1;
///       |   ^~~~~~
/// Tabs are expanded, unsafe characters spelled out, secrets masked, lines wider than a
/// terminal cut around the token. ContextLines more lines on each side. Mark and Reset
/// go around the caret. Empty if the file or the line cannot be read.
std::string excerpt(SourceCache &Sources, const SourcePlace &Place, unsigned ContextLines,
                    std::string_view Mark = {}, std::string_view Reset = {});

} // namespace connlint

#endif
