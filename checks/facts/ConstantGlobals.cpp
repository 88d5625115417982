// ConstantGlobals.cpp - see ConstantGlobals.h.
#include "facts/ConstantGlobals.h"
#include "facts/BodyIndex.h"
#include "facts/DeclNames.h"
#include "facts/LibraryClasses.h"

using namespace clang;

namespace connlint {

constexpr size_t MaxParts = 256;

void ConstantGlobals::visit(const VarDecl &Variable, std::string Name) {
  if (Variable.getInit() && !Variable.getInit()->isValueDependent())
    Globals.push_back({&Variable, std::move(Name)});
}

void ConstantGlobals::noteRead(const Expr &Place) {
  const Expr *E = Place.IgnoreParens();
  while (true) {
    if (const auto *Member = dyn_cast<MemberExpr>(E); Member && !Member->isArrow())
      E = Member->getBase()->IgnoreParens();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase()->IgnoreParens();
    else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
             Cast &&
             (Cast->getCastKind() == CK_ArrayToPointerDecay || Cast->getCastKind() == CK_NoOp))
      E = Cast->getSubExpr()->IgnoreParens();
    else
      break;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      ++Reads[Variable->getCanonicalDecl()];
}

bool ConstantGlobals::isFixed(const VarDecl &Variable) const {
  if (Variable.isConstexpr() || Context.getBaseElementType(Variable.getType()).isConstQualified() ||
      Variable.getType()->isFunctionPointerType()) // A hook that somebody may set is set early.
    return true;
  const VarDecl *Key = Variable.getCanonicalDecl();
  return !Variable.isExternallyVisible() && Uses.lookup(Key) == Reads.lookup(Key);
}

/// A string object of the standard library that is made of a literal, or null.
static const StringLiteral *textOfObject(const Expr &Init) {
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(objectMaker(&Init));
  if (!Made || Made->getNumArgs() == 0 || !isInStdNamespace(*Made->getConstructor()) ||
      (Made->getNumArgs() > 1 && !isa<CXXDefaultArgExpr>(Made->getArg(1))))
    return nullptr;
  const std::string Class = plainName(*Made->getConstructor()->getParent());
  return Class == "std::basic_string" || Class == "std::basic_string_view"
             ? dyn_cast<StringLiteral>(Made->getArg(0)->IgnoreParenImpCasts())
             : nullptr;
}

void ConstantGlobals::collectParts(const InitListExpr &List, const std::string &Place,
                                   unsigned Depth, Constants &Into) const {
  const RecordDecl *Record = List.getType()->getAsRecordDecl();
  auto CollectField = [&](const FieldDecl &Field, const Expr &Init) {
    collect(Init, Field.getDeclName().isEmpty() ? Place : Place + "." + Field.getNameAsString(),
            Depth, Into);
  };
  if (Record && Record->isUnion()) {
    if (const FieldDecl *Field = List.getInitializedFieldInUnion(); Field && List.getNumInits())
      CollectField(*Field, *List.getInit(0));
    return;
  }
  unsigned Index = 0;
  if (Record) {
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      Index = Class->getNumBases();
    for (const FieldDecl *Field : Record->fields())
      if (!Field->isUnnamedBitField() && Index < List.getNumInits())
        CollectField(*Field, *List.getInit(Index++));
    return;
  }
  for (; Index < List.getNumInits() && Into.size() < MaxParts; ++Index)
    collect(*List.getInit(Index), Index == 0 ? Place : Place + "[" + std::to_string(Index) + "]",
            Depth, Into);
}

void ConstantGlobals::collect(const Expr &Init, const std::string &Place, unsigned Depth,
                              Constants &Into) const {
  if (Depth > 8 || Into.size() >= MaxParts)
    return;
  if (const StringLiteral *Text = textOfObject(Init)) {
    Into.push_back({Place + "." + std::string(TextField), false, Text->getBytes().str()});
    return;
  }
  const Expr *E = Init.IgnoreParenCasts();
  if (const auto *Full = dyn_cast<FullExpr>(E))
    E = Full->getSubExpr()->IgnoreParenCasts();
  if (const auto *Literal = dyn_cast<CompoundLiteralExpr>(E))
    E = Literal->getInitializer();
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = Address->getSubExpr()->IgnoreParens();
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    const InitListExpr *Semantic = List->isSemanticForm() ? List : List->getSemanticForm();
    Semantic = Semantic ? Semantic : List;
    if (Semantic->isTransparent())
      return collect(*Semantic->getInit(0), Place, Depth + 1, Into);
    if (Semantic->getType()->isRecordType() || Semantic->getType()->isArrayType())
      collectParts(*Semantic, Place, Depth + 1, Into);
    else if (Semantic->getNumInits() == 1)
      collect(*Semantic->getInit(0), Place, Depth + 1, Into);
    return;
  }
  if (const auto *Text = dyn_cast<StringLiteral>(E)) {
    if (Text->getCharByteWidth() == 1)
      Into.push_back({Place, false, Text->getBytes().str()});
    return;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr) {
    const FunctionDecl *Definition = definitionIn(*F);
    const bool HasFacts = Definition && !isInSystemHeader(*Definition);
    Into.push_back({Place, true, HasFacts ? usrOf(*Definition) : "", modelName(*F, Model)});
  } else if (const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
             V && V->getAnyInitializer() && isFixed(*V)) {
    collect(*V->getAnyInitializer(), Place, Depth + 1, Into);
  }
}

std::vector<GlobalConstant> ConstantGlobals::finish() const {
  std::vector<GlobalConstant> All;
  for (const Global &Each : Globals) {
    if (!isFixed(*Each.Variable))
      continue;
    Constants Parts;
    collect(*Each.Variable->getInit(), Each.Name, 0, Parts);
    All.insert(All.end(), Parts.begin(), Parts.end());
  }
  return All;
}

} // namespace connlint
