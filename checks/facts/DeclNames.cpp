// DeclNames.cpp - see DeclNames.h.
#include "facts/DeclNames.h"
#include "facts/StandIns.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace connlint {

bool isStandIn(QualType Type) {
  while (!Type->getPointeeType().isNull())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() &&
         llvm::any_of(Record->bases(), [](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl();
           const auto *Space = B ? dyn_cast<NamespaceDecl>(B->getDeclContext()) : nullptr;
           return Space && Space->getName() == StandInNamespace;
         });
}

bool isUndeclared(const FunctionDecl &Function) {
  const CXXRecordDecl *Returned = Function.getReturnType()->getAsCXXRecordDecl();
  const auto *Space = Returned ? dyn_cast<NamespaceDecl>(Returned->getDeclContext()) : nullptr;
  bool StandsIn = Space && Space->getIdentifier() && Space->getName() == StandInNamespace &&
                  isa<TranslationUnitDecl>(Function.getDeclContext());
  return Function.getIdentifier() && !Function.getBuiltinID() &&
         (Function.isImplicit() || StandsIn);
}

SourcePlace placeOf(const SourceManager &SM, const LangOptions &LO, SourceLocation Where) {
  SourcePlace P;
  if (Where.isInvalid())
    return P;
  SourceLocation Loc = SM.getExpansionLoc(Where);
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry)
    return P;
  // Without symbolic links: scopes, diff mode and the order of findings compare it. Clang has
  // it from the system, of each file that it opens.
  llvm::StringRef Real = Entry->getFileEntry().tryGetRealPathName();
  P.File = (Real.empty() ? Entry->getName() : Real).str();
  P.Line = SM.getLineNumber(File, Offset);
  P.Column = SM.getColumnNumber(File, Offset);
  P.EndColumn = P.Column + std::max(1u, Lexer::MeasureTokenLength(Loc, SM, LO));
  return P;
}

std::string plainName(const NamedDecl &Decl) {
  std::string Name = Decl.getNameAsString();
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Decl)) // Without the arguments of its class.
    Name = cast<CXXMethodDecl>(Decl).getParent()->getNameAsString();
  if (isa<CXXDestructorDecl>(Decl))
    Name.insert(Name.begin(), '~');
  for (const DeclContext *Up = Decl.getDeclContext(); Up; Up = Up->getParent()) {
    const auto *Scope = dyn_cast<NamedDecl>(Up);
    if (const auto *Space = dyn_cast<NamespaceDecl>(Up); Space && Space->isInline())
      continue;
    if (Scope && isa<FunctionDecl>(Up))
      Name = plainName(*Scope) + "::" + Name;
    else if (Scope && Scope->getIdentifier())
      Name = Scope->getNameAsString() + "::" + Name;
    else if (Scope && isa<NamespaceDecl>(Up))
      Name = "(anonymous namespace)::" + Name;
    if (isa<FunctionDecl>(Up))
      break;
  }
  return Name;
}

/// Another function has the same name, or will: templates have as many as they have uses.
static bool isOverloaded(const FunctionDecl &F) {
  if (F.getPrimaryTemplate() || F.getDescribedFunctionTemplate())
    return true;
  for (const NamedDecl *Other : F.getDeclContext()->getRedeclContext()->lookup(F.getDeclName()))
    if (Other->getCanonicalDecl() != F.getCanonicalDecl() &&
        isa<FunctionDecl, FunctionTemplateDecl>(Other))
      return true;
  return false;
}

/// "(int, const char *)"
static std::string parametersOf(const FunctionDecl &F) {
  std::string Text = "(";
  for (const ParmVarDecl *P : F.parameters())
    Text += (Text.size() > 1 ? ", " : "") +
            (P ? P->getType().getCanonicalType().getAsString(F.getASTContext().getPrintingPolicy())
               : "");
  return Text + ')';
}

std::string modelName(const NamedDecl &Decl) {
  if (const auto *F = dyn_cast<FunctionDecl>(&Decl); F && F->getIdentifier() && F->isExternC())
    return F->getName().str();
  const auto *F = dyn_cast<FunctionDecl>(&Decl);
  if (!F || !isAnnotated(*F))
    return plainName(Decl);
  // What is annotated is this very function.
  bool OfTemplate = isa<ClassTemplateSpecializationDecl>(F->getDeclContext());
  std::string Name = OfTemplate ? F->getQualifiedNameAsString() : plainName(*F);
  return isOverloaded(*F) ? Name + parametersOf(*F) : Name;
}

std::string modelName(const FunctionDecl &Function, const ResourceModel &Model) {
  std::string Name = modelName(Function);
  const FunctionModel *Overload = Model.findOverload(Name, parametersOf(Function));
  return Overload ? Overload->Name : Name;
}

static void addLambdas(const TemplateArgument &Argument, std::string &Out);

/// Where the lambdas are among the arguments that make the specialisation.
static void addLambdas(const CXXRecordDecl &Record, std::string &Out) {
  if (Record.isLambda()) {
    const SourceManager &SM = Record.getASTContext().getSourceManager();
    Out += '@';
    Out += std::to_string(SM.getFileOffset(SM.getExpansionLoc(Record.getBeginLoc())));
  } else if (const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(&Record)) {
    for (const TemplateArgument &Each : Made->getTemplateArgs().asArray())
      addLambdas(Each, Out);
  }
}

static void addLambdas(const TemplateArgument &Argument, std::string &Out) {
  if (Argument.getKind() == TemplateArgument::Pack) {
    for (const TemplateArgument &Each : Argument.pack_elements())
      addLambdas(Each, Out);
  } else if (Argument.getKind() == TemplateArgument::Type) {
    if (const auto *Record = Argument.getAsType().getNonReferenceType()->getAsCXXRecordDecl())
      addLambdas(*Record, Out);
  }
}

/// Clang gives all lambdas of a function one name where they are arguments of a template: two
/// guards of one class template would be one.
std::string usrOf(const Decl &D) {
  llvm::SmallString<128> Usr;
  index::generateUSRForDecl(&D, Usr);
  std::string Lambdas;
  if (const auto *Function = dyn_cast<FunctionDecl>(&D))
    if (const TemplateArgumentList *Arguments = Function->getTemplateSpecializationArgs())
      for (const TemplateArgument &Each : Arguments->asArray())
        addLambdas(Each, Lambdas);
  for (const DeclContext *Up = D.getDeclContext(); Up; Up = Up->getParent())
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Up); Record && !Record->isLambda())
      addLambdas(*Record, Lambdas);
  return Usr.str().str() + Lambdas;
}

std::string usrElsewhere(const FunctionDecl &Function) {
  const bool IsNobodys = definitionIn(Function) || isInSystemHeader(Function) ||
                         Function.getBuiltinID() || !Function.isExternallyVisible();
  return IsNobodys ? std::string() : usrOf(Function);
}

bool isInSystemHeader(const Decl &D) {
  const SourceManager &SM = D.getASTContext().getSourceManager();
  return SM.isInSystemHeader(SM.getExpansionLoc(D.getLocation()));
}

const FunctionDecl *definitionIn(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  return Function.hasBody(Definition) ? Definition : nullptr;
}

bool isUnseen(const FunctionDecl &Function) {
  return !definitionIn(Function) || isInSystemHeader(Function);
}

std::string typeNameBehind(QualType Type) {
  while (true) {
    if (const auto *Typedef = Type->getAs<TypedefType>()) {
      QualType Under = Typedef->desugar();
      if (!Under->isPointerType())
        return Typedef->getDecl()->getNameAsString();
      Type = Under;
      continue;
    }
    if (Type->isPointerType() || Type->isReferenceType()) {
      Type = Type->getPointeeType();
      continue;
    }
    if (const auto *Tag = Type->getAsTagDecl())
      return Tag->getNameAsString();
    return {};
  }
}

} // namespace connlint
