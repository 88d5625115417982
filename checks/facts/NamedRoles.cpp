// NamedRoles.cpp - see NamedRoles.h.
#include "facts/NamedRoles.h"
#include "model/NameWords.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace connlint {

bool isMadeNotToThrow(const FunctionDecl &F) {
  static constexpr std::string_view Words[] = {"log", "logger", "trace", "debug", "clear", "free"};
  auto HasOne = [](const NamedDecl &Decl) {
    return Decl.getIdentifier() && hasWord(Decl.getName(), Words);
  };
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return HasOne(F) || (Method && HasOne(*Method->getParent()));
}

bool isMadeToThrow(const FunctionDecl &F) {
  static constexpr std::string_view Words[] = {"throw", "throws", "rethrow",
                                               "raise", "error",  "exception"};
  return F.getIdentifier() && hasWord(F.getName(), Words);
}

bool givesTheOnlyObject(const FunctionDecl &F) {
  static constexpr std::string_view Words[] = {"instance", "singleton"};
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && Method->isStatic() && F.getNumParams() == 0 && F.getIdentifier() &&
         hasWord(F.getName(), Words);
}

static bool saysTheEnd(StringRef Name) {
  static constexpr std::string_view Ends[] = {"fatal", "panic", "die", "croak", "bail"};
  static constexpr std::string_view Logs[] = {"log", "logger", "logging"};
  return (hasWord(Name, Ends) && !hasWord(Name, Logs)) || Name.starts_with("exit_");
}

bool isMadeToEnd(const CallExpr &Call, const FunctionDecl &Callee, const ASTContext &Context) {
  if (!Callee.getReturnType()->isVoidType() || !Callee.getIdentifier())
    return false;
  if (saysTheEnd(Callee.getName()))
    return true;
  SourceLocation Where = Call.getBeginLoc();
  return Where.isMacroID() && saysTheEnd(Lexer::getImmediateMacroName(
                                  Where, Context.getSourceManager(), Context.getLangOpts()));
}

bool stopsWithMessage(const CallExpr &Call, const FunctionDecl &Callee) {
  static constexpr std::string_view Words[] = {"stop"};
  if (!Callee.getReturnType()->isVoidType() || !Callee.getIdentifier() ||
      !Callee.getName().ends_with_insensitive("stop") || !hasWord(Callee.getName(), Words))
    return false;
  return llvm::any_of(Call.arguments(), [](const Expr *Arg) {
    const auto *Text = dyn_cast<StringLiteral>(Arg->IgnoreUnlessSpelledInSource());
    return Text && Text->isOrdinary() && !Text->getString().empty() &&
           (Text->getString().contains(' ') || isUppercase(Text->getString().front()));
  });
}

} // namespace connlint
