// LowerCopies.cpp - objects that a container copies together with the handle in them.
//
// "Sets.push_back(Users)" with a class that releases its handle when it ends, and that nobody has
// told how it is copied: the container's copy will release the same handle. The copy is a hidden
// variable here that ends with the function, which is early enough for a second release.
#include "facts/Lowering.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace connlint {

/// The class has a raw handle, its destructor is written, and neither of the constructors that can
/// make another one from it is.
bool Lowering::sharesHandleWhenCopied(const CXXRecordDecl &Record) const {
  const CXXDestructorDecl *Destructor = Record.hasDefinition() ? Record.getDestructor() : nullptr;
  if (!Destructor || !Destructor->isUserProvided() || !definitionIn(*Destructor) ||
      Record.getNumBases() != 0 || isHandle(&Record))
    return false;
  if (llvm::any_of(Record.ctors(), [](const CXXConstructorDecl *C) {
        return C->isCopyOrMoveConstructor() && C->isUserProvided();
      }))
    return false;
  return llvm::any_of(Record.fields(),
                      [&](const FieldDecl *Field) { return isRawHandle(Field->getType()); });
}

/// A temporary, or a local variable that ends in this function, perhaps moved.
static bool endsHere(const Expr &Given) {
  if (isa<MaterializeTemporaryExpr>(Given.IgnoreParens()))
    return true;
  const Expr *E = Given.IgnoreParenImpCasts();
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
    E = Call->getArg(0)->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable && !Ref->refersToEnclosingVariableOrCapture() && Variable->hasLocalStorage() &&
         !Variable->getType()->isReferenceType();
}

/// "Sets.push_back(Users)", of such an object.
bool Lowering::copiesIntoContainer(const CXXMemberCallExpr &Call) const {
  static const llvm::StringSet<> Copying = {"push_back", "push_front", "push"};
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || !Method->getIdentifier() || !Copying.contains(Method->getName()) ||
      !isInStdNamespace(*Method) || Call.getNumArgs() != 1)
    return false;
  const Expr &Given = *Call.getArg(0);
  const CXXRecordDecl *Record = Given.getType()->getAsCXXRecordDecl();
  return Record && Given.isGLValue() && endsHere(Given) && sharesHandleWhenCopied(*Record) &&
         Context.hasSameUnqualifiedType(templateType(*Method->getParent(), 0), Given.getType());
}

std::optional<Reg> Lowering::lowerCopyIntoContainer(const CXXMemberCallExpr &Call) {
  if (EndOfCopies == NoBlock || !copiesIntoContainer(Call))
    return std::nullopt;
  const Expr &Given = *Call.getArg(0);
  SourceLocation Where = Call.getExprLoc();
  uint32_t Id = makeTemporary("");
  Reg Copy = addressOf(Id, Where);
  capture(wholeAt(Copy, Where), Where); // What an earlier round of a loop has put in.
  constructFrom(Copy, lower(&Given), Given.getType(), Given.isXValue(), Where);
  ContainedCopies.push_back({Id, Given.getType().getUnqualifiedType()});
  return emit(Op::Unknown, Where).Dst;
}

/// Something is copied in this body.
bool Lowering::hasContainedCopies() const {
  return llvm::any_of(Graph, [&](const CFGBlock *B) {
    return llvm::any_of(*B, [&](const CFGElement &E) {
      auto S = E.getAs<CFGStmt>();
      const auto *Call = S ? dyn_cast<CXXMemberCallExpr>(S->getStmt()) : nullptr;
      return Call && copiesIntoContainer(*Call);
    });
  });
}

/// On the way in nothing has been copied; on the way out, the copies end.
void Lowering::endContainedCopies() {
  if (EndOfCopies == NoBlock)
    return;
  SourceLocation Where = Function.getBody()->getEndLoc();
  for (const auto &[Id, Type] : ContainedCopies) {
    Current = &Facts.Blocks[BlockIds[&Graph.getEntry()]];
    emit(Op::Declare, Where, false).Number = Id;
    emit(Op::Zero, Where, false).A = addressOf(Id, Where);
    Current = &Facts.Blocks[EndOfCopies];
    destroy(addressOf(Id, Where), Type, Where);
  }
  Facts.Blocks[EndOfCopies].Successors.push_back(FirstPad - 1);
}

} // namespace connlint
