// Finding.h - what the analysis says, as plain values.
//
// A Finding holds no AST pointer: it can be sorted, merged, stored, sent between
// processes and compared. Rules make them, tool/output prints them.
#ifndef CONNLINT_FINDING_FINDING_H
#define CONNLINT_FINDING_FINDING_H

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// A token in a source file. Lines and columns count from 1; columns count bytes;
/// EndColumn is one past the last byte of the token, on the same line.
struct SourcePlace {
  std::string File;
  uint32_t Line = 0;
  uint32_t Column = 0;
  uint32_t EndColumn = 0;

  bool valid() const { return Line != 0; }
  auto operator<=>(const SourcePlace &) const = default;
};

enum class StepKind { Acquire, Branch, Call, Alias, Release, Use, Overwrite, Throw, Exit };

/// One step on the way from the acquire to the place that is wrong.
struct PathStep {
  StepKind Kind = StepKind::Branch;
  SourcePlace Place;
  std::string Message;
  /// 0 in the reported function, 1 in a function it calls, and so on.
  unsigned Depth = 0;

  auto operator<=>(const PathStep &) const = default;
};

/// A second place the message refers to: "acquired here".
struct RelatedPlace {
  SourcePlace Place;
  std::string Message;

  auto operator<=>(const RelatedPlace &) const = default;
};

enum class Confidence { Possible, Definite };
enum class Level { Note, Warning, Error };

struct Finding {
  /// Id of the rule, as in Rules.def: "connlint-connection-leak".
  std::string Rule;
  SourcePlace Place;
  /// Starts in lower case, ends without a full stop, names the variable.
  std::string Message;
  Confidence Trust = Confidence::Definite;
  std::vector<RelatedPlace> Related;
  std::vector<PathStep> Path;

  /// Qualified name and USR of the function the finding is in.
  std::string Function;
  std::string FunctionUsr;
  /// The family and the API call the obligation comes from ("libpq", "PQexec").
  std::string Family;
  std::string Api;
  /// How many findings of the same rule, function and API precede this one.
  unsigned Ordinal = 0;

  auto operator<=>(const Finding &) const = default;
};

/// Sorts by place, then rule; removes equal findings; numbers Ordinal.
/// The result does not depend on the order of the input.
void canonicalize(std::vector<Finding> &Findings);

/// The key a baseline keeps: free of line numbers, stable when code above moves.
std::string stableKey(const Finding &F);

} // namespace connlint

#endif
