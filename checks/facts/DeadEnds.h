// DeadEnds.h - functions that may never return, by a look at how they end. Private to facts/.
#ifndef CONNLINT_FACTS_DEADENDS_H
#define CONNLINT_FACTS_DEADENDS_H

#include "model/ResourceModel.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace connlint {

/// Other units can call it by its name alone, and it answers nothing.
bool isKnownByName(const clang::FunctionDecl &Function);

/// How a function may end without returning.
struct DeadEnd {
  bool IsKnown = false; ///< By what the unit itself says.
  /// Without a body here: if one of them never returns, the function may not either.
  llvm::SmallPtrSet<const clang::FunctionDecl *, 4> In;
};

/// "void die(const char *why) { log(why); exit(1); }", where no attribute says so: the last thing
/// that the function does may be a call that does not return, or a loop without an end. Empty
/// for a function that is not known by its name. Requires: it has a body.
DeadEnd deadEndOf(const clang::FunctionDecl &Function, const ResourceModel &Model);

} // namespace connlint

#endif
