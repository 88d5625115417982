// LibraryClasses.h - the classes of the standard library, and their look-alikes, that the
// analysis knows by heart, and the fields they have in facts.
#ifndef CONNLINT_FACTS_LIBRARYCLASSES_H
#define CONNLINT_FACTS_LIBRARYCLASSES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"
#include <string>
#include <vector>

namespace connlint {

inline constexpr llvm::StringRef PtrField = "$ptr", DeleterField = "$del", ValueField = "$value",
                                 HasField = "$has", IndexField = "$index";

bool isInStdNamespace(const clang::Decl &Decl);

enum class LibraryClass { None, UniqueOwner, SharedOwner, Optional, Callable, Group, Variant };
LibraryClass libraryClassOf(const clang::CXXRecordDecl *Record);
LibraryClass libraryClassOf(clang::QualType Type);

/// E is a null pointer, and not the result of an undeclared function that is only taken for one:
/// "std::shared_ptr<Row> row(undeclared(), deleter)".
bool isNullPointer(const clang::Expr &E, clang::ASTContext &Context);

/// The type that the template argument Index of a class is, or a null type.
clang::QualType templateType(const clang::CXXRecordDecl &Record, unsigned Index);

/// The types of a pair, tuple or variant.
std::vector<clang::QualType> groupTypes(const clang::CXXRecordDecl &Record);

/// "first", "second"; of a tuple the third is "$2".
std::string groupField(unsigned Index);

/// "$0", where a variant has the first of its types.
std::string alternativeField(unsigned Index);

} // namespace connlint

#endif
