// FunctionHead.h - macros of missing headers in the head of a function.
//
// "static int API(x) work(void) NOTHROW {": with such a word that it does not know, Clang drops
// the function, and often everything behind it.
#ifndef CONNLINT_TOOL_FUNCTIONHEAD_H
#define CONNLINT_TOOL_FUNCTIONHEAD_H

#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>

namespace connlint {

struct UnknownMacros {
  /// "API": stands for nothing that matters here; or a line of its own, "PY_BEGIN_THREADS".
  std::set<std::string> Attributes;
  std::set<std::string> AttributeCalls; ///< "HINT(nonnull)": the same.
  std::set<std::string> TypeCalls;      ///< "PUBLIC(int)": stands for the type in it.

  bool operator==(const UnknownMacros &) const = default;
};

/// The words in capitals of a head that are neither its type nor its name. Before is what the
/// file has before some place in the head, Behind what follows there.
UnknownMacros macrosInHead(llvm::StringRef Before, llvm::StringRef Behind);

} // namespace connlint

#endif
