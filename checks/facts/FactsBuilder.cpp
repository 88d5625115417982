// FactsBuilder.cpp - one function: its CFG, with what of C++ we want to see, and its facts.
#include "facts/FactsBuilder.h"
#include "facts/LostCleanup.h"
#include "facts/LostStatements.h"
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

/// A destructor of a class with a member whose class nobody defines, as without its header: Clang's
/// CFG looks for the destructor of that.
static bool endsIncomplete(const FunctionDecl &Function) {
  const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function);
  return Destructor && llvm::any_of(Destructor->getParent()->fields(), [](const FieldDecl *Field) {
           const CXXRecordDecl *Class =
               Field->getType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
           return Class && !Class->hasDefinition();
         });
}

std::optional<FunctionFacts> buildFacts(ASTContext &Context, const FunctionDecl &Function,
                                        const ResourceModel &Model, std::string &WhyNot,
                                        const UnitClues &Clues) {
  CFG::BuildOptions Options;
  Options.PruneTriviallyFalseEdges = true;
  Options.AddImplicitDtors = !endsIncomplete(Function);
  Options.AddTemporaryDtors = true;
  Options.AddInitializers = true;
  Options.AddStaticInitBranches = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  Options.AddLifetime = hasLostCleanup(Function, Clues.Cleanups);
  restoreLostStatements(Context, const_cast<FunctionDecl &>(Function), Model);
  Stmt *Body = Function.getBody();
  if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody(); // As it is written, without the promise.
  std::unique_ptr<CFG> Graph = CFG::buildCFG(&Function, Body, &Context, Options);
  if (!Graph) {
    WhyNot = "no control flow graph";
    return std::nullopt;
  }
  if (Graph->getNumBlockIDs() > 5000) {
    WhyNot = "more than 5000 blocks";
    return std::nullopt;
  }
  return Lowering(Context, Function, *Graph, Model, Clues).run();
}

} // namespace connlint
