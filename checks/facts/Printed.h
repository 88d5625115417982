// Printed.h - arguments that a call only prints: nobody releases them there.
#ifndef CONNLINT_FACTS_PRINTED_H
#define CONNLINT_FACTS_PRINTED_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace connlint {

/// Given follows the format of a variadic function: a text, or what can only be read.
bool isPrinted(const clang::Expr &Given, const clang::FunctionDecl &Callee);

/// "LOG_AT(level, "cannot open: %s", message)": a text that follows a format in the call, whoever is
/// called. Type: of the argument, or null.
bool isFormatted(llvm::ArrayRef<const clang::Expr *> Args, size_t Index, clang::QualType Type);

} // namespace connlint

#endif
