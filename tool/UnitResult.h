// UnitResult.h - what a worker process answers about one translation unit.
#ifndef CONNLINT_TOOL_UNITRESULT_H
#define CONNLINT_TOOL_UNITRESULT_H

#include "Analysis.h"
#include <optional>
#include <string>
#include <vector>

namespace connlint {

struct UnitResult {
  /// Empty, or why there is no AST: then Report is empty.
  std::string Failure;
  unsigned Errors = 0;                     ///< Errors the compiler found; the AST has holes.
  std::string FirstError;                  ///< "file:line:column: message".
  std::vector<std::string> MissingHeaders; ///< As written in the #include, sorted, once each.
  std::vector<std::string> Notes;          ///< For the user, aggregated over units.
  std::vector<std::string> DroppedFlags;
  UnitReport Report;
  std::string Packed; ///< In place of Report.Parsed (PackedUnit.h); empty: there is none.
};

/// Binary, because paths and messages may hold any bytes. Without Report.Parsed.
std::string encodeUnitResult(const UnitResult &Result);
/// Nullopt when the bytes are not what encodeUnitResult makes.
std::optional<UnitResult> decodeUnitResult(const std::string &Bytes);

} // namespace connlint

#endif
