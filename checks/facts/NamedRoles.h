// NamedRoles.h - what the name of a function says about the ways it ends.
//
// Asked only about functions without a body here: of the others we know.
#ifndef CONNLINT_FACTS_NAMEDROLES_H
#define CONNLINT_FACTS_NAMEDROLES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace connlint {

/// "mxb_log_should_log", "Log::write", "clearRows": writing a log, and giving something back, are
/// made so that they do not throw.
bool isMadeNotToThrow(const clang::FunctionDecl &F);

/// "raise_error", "throw_sql_error": what never returns either throws or ends the process.
bool isMadeToThrow(const clang::FunctionDecl &F);

/// "Singleton::Instance": it throws where the program is wrong, as after the end of main.
bool givesTheOnlyObject(const clang::FunctionDecl &F);

/// "die", "panic", "exit_nicely", or a macro of such a name: nothing goes on after the call, even
/// if no attribute says so. A log with a level "fatal" does go on.
bool isMadeToEnd(const clang::CallExpr &Call, const clang::FunctionDecl &Callee,
                 const clang::ASTContext &Context);

/// "conn_stop(conn, "Failed to prepare")", as extensions of R call it: behind a failed test it is
/// most likely the end. What stops a server or a clock has no message.
bool stopsWithMessage(const clang::CallExpr &Call, const clang::FunctionDecl &Callee);

} // namespace connlint

#endif
