// DeclNames.h - what declarations and places are called in facts and in models, and whose
// they are.
#ifndef CONNLINT_FACTS_DECLNAMES_H
#define CONNLINT_FACTS_DECLNAMES_H

#include "facts/Facts.h"
#include "model/ResourceModel.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include <string>

namespace connlint {

/// Where a token is, after macro expansion, as values.
SourcePlace placeOf(const clang::SourceManager &SM, const clang::LangOptions &LO,
                    clang::SourceLocation Where);

/// The name the model knows a function by: plain for C linkage, else qualified. One of several
/// functions of a name that is annotated has its parameters behind the name.
std::string modelName(const clang::NamedDecl &Decl);

/// The same; with its parameters also where Model has an entry for this one of several functions.
std::string modelName(const clang::FunctionDecl &Function, const ResourceModel &Model);

/// Some declaration of the function carries an annotation.
bool isAnnotated(const clang::FunctionDecl &Function);

/// USR, made unique for functions with internal linkage by Clang itself.
std::string usrOf(const clang::Decl &Decl);
/// USR of a function that has no body here, and that another unit may have; else empty.
std::string usrElsewhere(const clang::FunctionDecl &Function);

/// A class that only stands in for one that no header declares.
bool isStandIn(clang::QualType Type);

/// Nobody has declared the function: C takes it as it is called, or it stands in for an unknown one.
bool isUndeclared(const clang::FunctionDecl &Function);

/// Nobody's own code.
bool isInSystemHeader(const clang::Decl &Decl);

/// The definition of a function inside this unit, or null.
const clang::FunctionDecl *definitionIn(const clang::FunctionDecl &Function);

/// It is defined in another unit, or in a system header, where nobody looks.
bool isUnseen(const clang::FunctionDecl &Function);

/// "std::unique_ptr": as written in a model, without template arguments and inline namespaces.
std::string plainName(const clang::NamedDecl &Decl);

/// Record or typedef name behind pointers and references, or empty.
std::string typeNameBehind(clang::QualType Type);

} // namespace connlint

#endif
