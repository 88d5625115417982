// LibraryClasses.cpp - see LibraryClasses.h.
#include "facts/LibraryClasses.h"
#include "facts/DeclNames.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace connlint {

bool isInStdNamespace(const Decl &D) {
  for (const DeclContext *Up = D.getDeclContext(); Up; Up = Up->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(Up))
      if (Space->getIdentifier() && (Space->getName() == "std" || Space->getName() == "__gnu_cxx"))
        return true;
  return false;
}

LibraryClass libraryClassOf(const CXXRecordDecl *Record) {
  if (!Record || !Record->getIdentifier())
    return LibraryClass::None;
  static const llvm::StringMap<LibraryClass> Known = {
      {"std::unique_ptr", LibraryClass::UniqueOwner},
      {"std::auto_ptr", LibraryClass::UniqueOwner},
      {"boost::scoped_ptr", LibraryClass::UniqueOwner},
      {"boost::movelib::unique_ptr", LibraryClass::UniqueOwner},
      {"QScopedPointer", LibraryClass::UniqueOwner},
      {"std::shared_ptr", LibraryClass::SharedOwner},
      {"boost::shared_ptr", LibraryClass::SharedOwner},
      {"QSharedPointer", LibraryClass::SharedOwner},
      {"std::optional", LibraryClass::Optional},
      {"boost::optional", LibraryClass::Optional},
      {"std::expected", LibraryClass::Optional}, // What it says of an error is no handle.
      {"tl::expected", LibraryClass::Optional},
      {"std::variant", LibraryClass::Variant},
      {"std::function", LibraryClass::Callable},
      {"std::move_only_function", LibraryClass::Callable},
      {"boost::function", LibraryClass::Callable},
      {"std::pair", LibraryClass::Group},
      {"std::tuple", LibraryClass::Group}};
  llvm::StringRef Name = Record->getName();
  if (!Name.ends_with("ptr") && !Name.ends_with("Pointer") && Name != "optional" &&
      !Name.ends_with("function") && Name != "pair" && Name != "tuple" && Name != "variant" &&
      Name != "expected")
    return LibraryClass::None;
  auto It = Known.find(plainName(*Record));
  return It == Known.end() ? LibraryClass::None : It->second;
}

LibraryClass libraryClassOf(QualType Type) {
  return libraryClassOf(Type.getNonReferenceType()->getAsCXXRecordDecl());
}

bool isNullPointer(const Expr &E, ASTContext &Context) {
  const auto *Converted = dyn_cast<CXXMemberCallExpr>(E.IgnoreImpCasts());
  if (Converted && isa_and_nonnull<CXXConversionDecl>(Converted->getMethodDecl()))
    return false;
  return E.getType()->isNullPtrType() ||
         E.isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull);
}

QualType templateType(const CXXRecordDecl &Record, unsigned Index) {
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialization || Specialization->getTemplateArgs().size() <= Index)
    return {};
  const TemplateArgument &Arg = Specialization->getTemplateArgs()[Index];
  return Arg.getKind() == TemplateArgument::Type ? Arg.getAsType() : QualType();
}

std::vector<QualType> groupTypes(const CXXRecordDecl &Record) {
  std::vector<QualType> Types;
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record))
    for (const TemplateArgument &Arg : Specialization->getTemplateArgs().asArray()) {
      if (Arg.getKind() == TemplateArgument::Type)
        Types.push_back(Arg.getAsType());
      else if (Arg.getKind() == TemplateArgument::Pack)
        for (const TemplateArgument &Each : Arg.pack_elements())
          if (Each.getKind() == TemplateArgument::Type)
            Types.push_back(Each.getAsType());
    }
  return Types;
}

std::string groupField(unsigned Index) {
  if (Index < 2)
    return Index == 0 ? "first" : "second";
  std::string Name = "$";
  Name += std::to_string(Index);
  return Name;
}

std::string alternativeField(unsigned Index) {
  std::string Name = "$";
  Name += std::to_string(Index);
  return Name;
}

} // namespace connlint
