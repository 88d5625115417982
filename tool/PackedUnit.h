// PackedUnit.h - parsed units as compressed bytes, for as long as a run lasts.
#ifndef CONNLINT_TOOL_PACKEDUNIT_H
#define CONNLINT_TOOL_PACKEDUNIT_H

#include "Analysis.h"
#include <optional>
#include <string>

namespace connlint {

std::string packUnit(const ParsedUnit &Unit);

/// Requires: packUnit of the same program made Bytes. Otherwise, most likely: nullopt.
std::optional<ParsedUnit> unpackUnit(const std::string &Bytes);

} // namespace connlint

#endif
