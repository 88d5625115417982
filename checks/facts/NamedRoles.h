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

/// "Singleton::Instance": it throws where the program is wrong, as after the end of main.
bool givesTheOnlyObject(const clang::FunctionDecl &F);

/// "die", "panic", "exit_nicely", "do_exit", or a macro of such a name: nothing goes on after the call, even
/// if no attribute says so. A log with a level "fatal" does go on.
bool isMadeToEnd(const clang::CallExpr &Call, const clang::FunctionDecl &Callee,
                 const clang::ASTContext &Context);

/// "conn_stop(conn, "Failed to prepare")", as extensions of R call it: behind a failed test it is
/// most likely the end. What stops a server or a clock has no message.
bool stopsWithMessage(const clang::CallExpr &Call, const clang::FunctionDecl &Callee);

/// The same in a function that is called like that itself, and is given the message.
bool passesStopOn(const clang::CallExpr &Call, const clang::FunctionDecl &Callee);

/// "stop", "conn_stop".
bool isNamedToStop(llvm::StringRef Name);

/// A string of the standard library, or characters.
bool isText(clang::QualType Type);

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
