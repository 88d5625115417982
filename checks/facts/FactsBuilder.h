// FactsBuilder.h - Clang AST and CFG to UnitFacts, for the functions that matter.
//
// The only folder that looks at expressions. What a construct lowers to is decided here,
// on purpose; what cannot be followed becomes Unknown or Capture, never a guess.
#ifndef CONNLINT_FACTS_FACTSBUILDER_H
#define CONNLINT_FACTS_FACTSBUILDER_H

#include "facts/Facts.h"
#include "model/Annotations.h"
#include <functional>

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace connlint {

/// What the declarations of the unit are annotated with. Its cost is nothing where no
/// attribute of that kind was seen.
std::vector<AnnotatedFunction> findAnnotations(clang::ASTContext &Context);

/// Open facts of all functions of the unit that can have to do with a modelled handle: they
/// mention a family's function, call such a function, or are called by one. ForOthers: the unit
/// will be linked with others. So also those that will have to do with one when other units tell
/// what their functions do; and those that only move handles from one place to another,
/// "PGconn *Db::handle() const { return conn; }", and that other units can call. Functions of
/// system headers are left out.
UnitFacts extractFacts(clang::ASTContext &Context, const ResourceModel &Model,
                       bool ForOthers = false);

/// The text of the main file, or of a source file that it includes, has the name of a function that
/// acquires or releases, or that is annotated. Cheap: no statement is looked at, so it also sees what broken code lost.
bool sourcesMentionFamily(clang::ASTContext &Context, const ResourceModel &Model);

/// Tells whether a function without a body here, and without noexcept, may throw.
using ThrowPolicy = std::function<bool(const clang::FunctionDecl &)>;

class CleanupMacros;
class PrivateMembers;

/// What the unit says that matters to each of its functions.
struct UnitClues {
  ThrowPolicy UnseenMayThrow;
  CleanupMacros &Cleanups;
  const PrivateMembers &Members;
};

/// Open facts of one function, or nullopt with the reason when Clang builds no CFG for it.
std::optional<FunctionFacts> buildFacts(clang::ASTContext &Context,
                                        const clang::FunctionDecl &Function,
                                        const ResourceModel &Model, std::string &WhyNot,
                                        const UnitClues &Clues);

} // namespace connlint

#endif
