// ThrowEvidence.cpp - what counts as speaking of exceptions.
#include "facts/ThrowEvidence.h"
#include "facts/DeclNames.h"
#include "facts/Preamble.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace connlint {

static constexpr unsigned MaxBases = 8; ///< One above the other; broken code may have a cycle.

static bool isExceptionClass(const CXXRecordDecl &Record, unsigned Depth) {
  if (!Record.hasDefinition() || Depth > MaxBases)
    return false;
  if (Record.isInStdNamespace() && Record.getIdentifier() && Record.getName() == "exception")
    return true;
  return llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl();
    return B && isExceptionClass(*B, Depth + 1);
  });
}

bool isExceptionClass(const CXXRecordDecl &Record) { return isExceptionClass(Record, 0); }

/// "throw;", or a try block whose handlers end with it: what is written in a header so that
/// whatever a user's types throw leaves nothing behind.
static bool onlyPassesOn(const Stmt &S) {
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(&S))
    return !Throw->getSubExpr();
  const auto &Try = cast<CXXTryStmt>(S);
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const auto *Block = dyn_cast<CompoundStmt>(Try.getHandler(I)->getHandlerBlock());
    const auto *Last = Block && !Block->body_empty() ? Block->body_back() : nullptr;
    if (!isa_and_nonnull<CXXThrowExpr>(Last) || !onlyPassesOn(*Last))
      return false;
  }
  return true;
}

FileID ThrowEvidence::fileOf(SourceLocation Where) const {
  const SourceManager &SM = Context.getSourceManager();
  return SM.getFileID(SM.getExpansionLoc(Where));
}

/// A header that tries in its inline functions guards against what others throw.
void ThrowEvidence::noteStatement(const Stmt &S, const FunctionDecl *Function) {
  const SourceManager &SM = Context.getSourceManager();
  bool IsInline = Function && (Function->isInlined() || Function->isTemplated() ||
                               Function->isTemplateInstantiation());
  bool IsGuard = isa<CXXTryStmt>(S) && !SM.isInMainFile(SM.getExpansionLoc(S.getBeginLoc()));
  if (!(IsInline && (IsGuard || onlyPassesOn(S))))
    noteFileOf(S.getBeginLoc());
}

/// Whoever says of plain functions which ones do not throw has others that do; of functions that
/// stand elsewhere, it has to be more than one among many. Methods, swaps and templates say it by
/// custom.
void ThrowEvidence::noteFunction(const FunctionDecl &F) {
  bool IsPlain = F.getIdentifier() && F.getName() != "swap" && !F.isConstexpr() &&
                 !F.isTemplated() && !isa<CXXMethodDecl>(F);
  if (!IsPlain)
    return;
  bool IsNoexcept = isNoexceptExceptionSpec(F.getExceptionSpecType());
  if (F.doesThisDeclarationHaveABody()) {
    if (IsNoexcept)
      noteFileOf(F.getLocation());
    return;
  }
  Declared &Here = Functions[fileOf(F.getLocation())];
  ++Here.All;
  Here.Noexcept += IsNoexcept;
}

void ThrowEvidence::noteClass(const Decl &D) {
  if (const auto *Record = dyn_cast<CXXRecordDecl>(&D);
      Record && Record->isThisDeclarationADefinition() && isExceptionClass(*Record))
    noteFileOf(Record->getLocation());
}

/// What a walk over the declarations of a header would have noted.
void ThrowEvidence::noteDeclarations(const Decl &D) {
  noteClass(D);
  if (isInSystemHeader(D))
    return;
  if (const auto *F = dyn_cast<FunctionDecl>(&D))
    noteFunction(*F);
  if (isa<LinkageSpecDecl, CXXRecordDecl>(D))
    for (const Decl *Inner : cast<DeclContext>(D).decls())
      noteDeclarations(*Inner);
}

void ThrowEvidence::lookInto(FileID File) {
  if (hasPreamble(Context) && LookedInto.insert(File).second)
    for (const Decl *D : declarationsOf(File, Context))
      noteDeclarations(*D);
}

bool ThrowEvidence::mayThrow(const FunctionDecl &Unseen) {
  return llvm::any_of(Unseen.redecls(), [&](const FunctionDecl *Each) {
    FileID File = fileOf(Each->getLocation());
    lookInto(File);
    const Declared Here = Functions.lookup(File);
    return Files.contains(File) || (Here.Noexcept > 0 && Here.Noexcept * 3 >= Here.All);
  });
}

} // namespace connlint
