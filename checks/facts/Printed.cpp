// Printed.cpp - arguments that a call only prints.
#include "facts/Printed.h"
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

static bool pointsToText(QualType Type) {
  return Type->isPointerType() && Type->getPointeeType()->isAnyCharacterType();
}

bool isPrinted(const Expr &Given, const FunctionDecl &Callee) {
  const unsigned Named = Callee.getNumParams();
  if (!Callee.isVariadic() || Named == 0)
    return false;
  QualType Format = Callee.getParamDecl(Named - 1)->getType();
  return isPointerToConst(Given.getType()) ||
         (pointsToText(Given.getType()) && pointsToText(Format) && isPointerToConst(Format));
}

bool isFormatted(llvm::ArrayRef<const Expr *> Args, size_t Index, QualType Type) {
  if (Type.isNull() || !pointsToText(Type))
    return false;
  return llvm::any_of(Args.take_front(Index), [](const Expr *Arg) {
    const auto *Text = dyn_cast<StringLiteral>(Arg->IgnoreParenImpCasts());
    return Text && Text->getCharByteWidth() == 1 && Text->getString().contains("%s");
  });
}

} // namespace connlint
