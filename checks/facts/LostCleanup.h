// LostCleanup.h - variables whose cleanup the compiler dropped. Private to facts/.
#ifndef CONNLINT_FACTS_LOSTCLEANUP_H
#define CONNLINT_FACTS_LOSTCLEANUP_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/StringSet.h"
#include <optional>

namespace connlint {

/// The macros of the project that attach a cleanup: "auto_free".
class CleanupMacros {
public:
  explicit CleanupMacros(const clang::ASTContext &Context) : Context(Context) {}

  /// Reads the sources of the unit when it is asked for the first time.
  bool contains(llvm::StringRef Name);

private:
  void lookInto(clang::FileID File);

  const clang::ASTContext &Context;
  std::optional<llvm::StringSet<>> Names;
};

/// The source attaches a cleanup to the variable, or to one of the function's variables, that
/// the compiler did not take: a function it does not know, or one nested as in GNU C.
bool hasLostCleanup(const clang::VarDecl &Variable, CleanupMacros &Macros);
bool hasLostCleanup(const clang::FunctionDecl &Function, CleanupMacros &Macros);

} // namespace connlint

#endif
