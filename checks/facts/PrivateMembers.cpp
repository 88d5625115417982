// PrivateMembers.cpp - who can see a member of a class or struct.
#include "facts/PrivateMembers.h"
#include "facts/DeclNames.h"
#include "facts/Lowering.h"
#include "facts/NamedRoles.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace connlint {

void PrivateMembers::visitRecord(const RecordDecl &Record) {
  if (!Record.isThisDeclarationADefinition() || Record.isDependentContext() || Record.isUnion())
    return;
  for (const FieldDecl *Field : Record.fields())
    if (!Field->getType()->isReferenceType() &&
        Model.resourceOfType(typeNameBehind(Field->getType())))
      Fields.push_back(Field);
}

void PrivateMembers::visitFunction(const FunctionDecl &Function) {
  if (Context.getLangOpts().CPlusPlus || !Function.getIdentifier() ||
      !endsObjects(Function.getName()))
    return;
  auto EndsWhat = [&](const VarDecl &V) {
    QualType Pointee = V.getType()->getPointeeType();
    if (const RecordDecl *Record = Pointee.isNull() ? nullptr : Pointee->getAsRecordDecl())
      Ended.insert(Record->getDefinition());
  };
  bool IsCallback = false; // "void mine_free(void *arg) { struct mine *m = arg;"
  for (const ParmVarDecl *P : Function.parameters()) {
    EndsWhat(*P);
    IsCallback |= P->getType()->isVoidPointerType();
  }
  if (IsCallback && Function.isThisDeclarationADefinition())
    for (const Decl *D : Function.decls())
      if (const auto *Local = dyn_cast<VarDecl>(D); Local && Local->isLocalVarDecl())
        EndsWhat(*Local);
}

void PrivateMembers::noteStatic(QualType Type) {
  if (const RecordDecl *Record = Type->getBaseElementTypeUnsafe()->getAsRecordDecl())
    Static.insert(Record->getDefinition());
}

bool PrivateMembers::isInMainFile(const FieldDecl &Field) const {
  const SourceManager &SM = Context.getSourceManager();
  return SM.isInMainFile(SM.getExpansionLoc(Field.getParent()->getLocation()));
}

bool PrivateMembers::isKnownHereOnly(const FieldDecl &Field) const {
  const RecordDecl &Record = *Field.getParent();
  const bool InMainFile = isInMainFile(Field);
  const auto *Class = dyn_cast<CXXRecordDecl>(&Record);
  if (!Context.getLangOpts().CPlusPlus) // In C somebody has to end the objects in the first place.
    return InMainFile && Ended.contains(&Record);
  if (InMainFile)
    return true;
  if (!Class || Field.getAccess() != AS_private || Class->hasFriends())
    return false;
  return llvm::all_of(Class->decls(), [&](const Decl *D) {
    if (isa<FunctionTemplateDecl, ClassTemplateDecl>(D))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    return !Method || !Method->isUserProvided() || Method->isDeleted() || Method->isPureVirtual() ||
           definitionIn(*Method);
  });
}

void PrivateMembers::tellApart() {
  llvm::StringMap<unsigned> Owners; // Of each name.
  for (const FieldDecl *Field : Fields)
    Owners[Field->getName()] += Used.contains(Field);
  if (Context.getLangOpts().CPlusPlus)
    for (const FieldDecl *Field : Fields)
      if (Owners[Field->getName()] > 1 && isInMainFile(*Field))
        FullNames[Field] = plainName(*Field->getParent()) + "." + Field->getNameAsString();
}

std::string PrivateMembers::nameOf(const FieldDecl &Field) const {
  auto It = FullNames.find(&Field);
  return It == FullNames.end() ? Field.getNameAsString() : It->second;
}

std::vector<const FieldDecl *> PrivateMembers::finish() {
  tellApart();
  std::vector<const FieldDecl *> Result;
  for (const FieldDecl *Field : Fields) {
    bool IsAmbiguous = llvm::any_of(Fields, [&](const FieldDecl *Other) {
      return Other != Field && Used.contains(Other) && nameOf(*Other) == nameOf(*Field);
    });
    if (!IsAmbiguous && !Static.contains(Field->getParent()) && isKnownHereOnly(*Field))
      Result.push_back(Field);
  }
  return Result;
}

} // namespace connlint
