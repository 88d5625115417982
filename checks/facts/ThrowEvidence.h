// ThrowEvidence.h - which files' functions may throw. Private to facts/.
//
// A function without a body here is taken to throw when a file that declares it speaks of
// exceptions: the code in it throws or tries, tells of many plain functions that they do not
// throw, or declares an exception class.
#ifndef CONNLINT_FACTS_THROWEVIDENCE_H
#define CONNLINT_FACTS_THROWEVIDENCE_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace connlint {

/// The class is, or derives from, std::exception.
bool isExceptionClass(const clang::CXXRecordDecl &Record);

class ThrowEvidence {
public:
  explicit ThrowEvidence(const clang::ASTContext &Context) : Context(Context) {}

  /// A throw expression or a try block; Function is what it stands in, or null.
  void noteStatement(const clang::Stmt &S, const clang::FunctionDecl *Function);
  void noteFunction(const clang::FunctionDecl &F);
  void noteClass(const clang::Decl &D);

  /// Requires: everything of the main file has been noted. What a preamble brought in is
  /// looked at here, one file at a time.
  bool mayThrow(const clang::FunctionDecl &Unseen);

private:
  void noteFileOf(clang::SourceLocation Where) { Files.insert(fileOf(Where)); }
  clang::FileID fileOf(clang::SourceLocation Where) const;
  void noteDeclarations(const clang::Decl &D);
  void lookInto(clang::FileID File);

  const clang::ASTContext &Context;
  /// How many plain functions without a body a file has, and of how many of them it says that they do not throw.
  struct Declared {
    unsigned All = 0, Noexcept = 0;
  };
  llvm::DenseMap<clang::FileID, Declared> Functions;
  llvm::DenseSet<clang::FileID> Files;      ///< Those that speak of exceptions.
  llvm::DenseSet<clang::FileID> LookedInto; ///< Of the preamble.
};

} // namespace connlint

#endif
