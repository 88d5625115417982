// NamedRoles.h - what the name of a function says about the ways it ends.
//
// Asked only about functions without a body here: of the others we know.
#ifndef CONNLINT_FACTS_NAMEDROLES_H
#define CONNLINT_FACTS_NAMEDROLES_H

#include "facts/Facts.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace connlint {

/// "mxb_log_should_log", "Log::write", "clearRows", "Logger << path": writing a log, and giving
/// something back, are made so that they do not throw.
bool isMadeNotToThrow(const clang::FunctionDecl &F);

/// "conn->db()", "getThreadId()", "fileExists(path)": it tells what is there already.
bool onlyTells(const clang::FunctionDecl &F);

/// "raise_error", "throw_sql_error": what never returns either throws or ends the process.
bool isMadeToThrow(const clang::FunctionDecl &F);

/// "raise_message", "throw_error": it most likely does not come back.
bool raises(const clang::FunctionDecl &F);

/// "sql_free", "closeSession": a function that ends the object it is given.
bool endsObjects(llvm::StringRef Name);

/// "registry_add", "own", "push_job": it keeps an object that it is given.
bool isMadeToKeep(const clang::FunctionDecl &F);

/// "Singleton::Instance": it throws where the program is wrong, as after the end of main.
bool givesTheOnlyObject(const clang::FunctionDecl &F);

/// It returns nothing, or no declaration of it tells what.
bool saysNothing(const clang::FunctionDecl &Callee);

/// Nothing goes on after the call of a function of that name, even if no attribute says so: "die",
/// "panic", or, at the end of a branch, "raise_error" and a log that is told that it is fatal.
bool endsByName(const clang::CallExpr &Call, llvm::StringRef Name, bool EndsBranch,
                const clang::ASTContext &Context);

/// "conn_stop" in a function that is called like that itself, and is given the message.
bool passesStopOn(const clang::CallExpr &Call, const clang::FunctionDecl &Callee);

/// "stop", "conn_stop".
bool isNamedToStop(llvm::StringRef Name);

/// A string of the standard library, or characters.
bool isText(clang::QualType Type);

/// "PG_RETURN_NULL", "RETURN_FALSE", "CAMLreturn": in the macros of an unknown framework the
/// function ends.
bool isReturnMacro(llvm::StringRef Name);

/// "LIST_FOREACH", "dlist_for_each_entry", "HASH_ITER": what stands in braces behind it is a loop.
bool isNamedLikeLoop(llvm::StringRef Name);

/// "unlikely(rc)", "G_LIKELY(p)": what it is given, with a word to the compiler.
bool isBranchHint(llvm::StringRef Name);

/// What an assertion says of its arguments: that the first one stands in the relation to the
/// second one, or to 0.
struct NamedAssertion {
  BinaryOp Relation = BinaryOp::Ne;
  bool Compares = false;  ///< With a second argument.
  bool SaysTruth = false; ///< "ASSERT_TRUE": a number is true or false, too.
  bool OnlyAsks = false;  ///< Also of a pointer. A function "check(p)" may do more with it.
};

/// "HARD_ASSERT", "ck_assert_ptr_ne", "REQUIRE_FALSE". Nothing where one word is not understood:
/// "assert_string_equal", "CHECK_RETURN".
std::optional<NamedAssertion> assertionNamed(llvm::StringRef Name);

} // namespace connlint

#endif
