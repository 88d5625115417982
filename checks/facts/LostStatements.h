// LostStatements.h - what the compiler dropped from a body because it could not make sense of it.
#ifndef CONNLINT_FACTS_LOSTSTATEMENTS_H
#define CONNLINT_FACTS_LOSTSTATEMENTS_H

#include "model/ResourceModel.h"
#include "clang/AST/Decl.h"

namespace connlint {

/// Puts placeholders into the body, as Clang does where it can: an expression without a type that
/// has the variables as parts which the source names there. A lost "return" or "throw" stays one.
void restoreLostStatements(clang::ASTContext &Context, clang::FunctionDecl &Function,
                           const ResourceModel &Model);

} // namespace connlint

#endif
