// HandedOn.cpp - members whose values a function hands to others.
#include "facts/HandedOn.h"
#include "facts/LibraryClasses.h"

using namespace clang;

namespace connlint {

static const FieldDecl *memberOf(const Expr *E) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(E ? E->IgnoreParenCasts() : nullptr);
  return Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}

/// The call stands for its first argument, as std::move does.
static bool standsForArgument(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  return F && F->getIdentifier() && isInStdNamespace(*F) && Call.getNumArgs() > 0 &&
         (F->getName() == "move" || F->getName() == "forward" || F->getName() == "exchange");
}

static bool swapsMember(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  return F && F->getIdentifier() && F->getName() == "swap" && Call.getNumArgs() == 2 &&
         memberOf(Call.getArg(0)) && memberOf(Call.getArg(0)) == memberOf(Call.getArg(1));
}

void HandedOn::noteArguments(const CallExpr &Call) {
  if (!standsForArgument(Call) && !swapsMember(Call))
    noteAll({Call.getArgs(), Call.getNumArgs()});
}

void HandedOn::noteAssignment(const BinaryOperator &Assignment) {
  note(Assignment.getRHS(), memberOf(Assignment.getLHS()));
}

void HandedOn::noteInitializer(const CXXCtorInitializer &Init) {
  note(Init.getInit(), Init.getAnyMember());
}

void HandedOn::noteAll(llvm::ArrayRef<const Expr *> Values) {
  for (const Expr *Each : Values)
    note(Each);
}

void HandedOn::note(const Expr *E, const FieldDecl *To) {
  E = E ? E->IgnoreParenCasts() : nullptr;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(E); Call && standsForArgument(*Call))
    return note(Call->getArg(0), To);
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(E))
    E = Address->getSubExpr();
  if (const FieldDecl *Field = memberOf(E); Field && Field != To)
    Members.insert(Field);
}

} // namespace connlint
