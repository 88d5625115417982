// DeadEnds.h - functions that may never return, by a look at how they end. Private to facts/.
#ifndef CONNLINT_FACTS_DEADENDS_H
#define CONNLINT_FACTS_DEADENDS_H

#include "facts/KnownElsewhere.h"
#include "model/ResourceModel.h"
#include "clang/AST/Decl.h"

namespace connlint {

/// Other units can call it by its name alone, and it answers nothing.
bool isKnownByName(const clang::FunctionDecl &Function);

/// "void die(const char *why) { log(why); exit(1); }", where no attribute says so: the last thing
/// that the function does may be a call that does not return, or a loop without an end. Holds only
/// for a function that is known by its name. Requires: it has a body.
bool mayNeverReturn(const clang::FunctionDecl &Function, const ResourceModel &Model,
                    const KnownElsewhere &Known);

} // namespace connlint

#endif
