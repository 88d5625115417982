// NamedRoles.cpp - see NamedRoles.h.
#include "facts/NamedRoles.h"
#include "facts/DeclNames.h"
#include "model/NameWords.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace connlint {

static bool isOneOf(StringRef Word, ArrayRef<StringRef> Words) {
  return llvm::is_contained(Words, Word);
}

bool isMadeNotToThrow(const FunctionDecl &F) {
  static constexpr std::string_view Words[] = {"log", "logger", "trace", "debug", "clear", "free"};
  auto HasOne = [](const NamedDecl &Decl) {
    return Decl.getIdentifier() && hasWord(Decl.getName(), Words);
  };
  if (F.getOverloadedOperator() == OO_LessLess && F.getNumParams() == 2)
    if (const auto *Sink = F.getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl();
        Sink && (HasOne(*Sink) || Sink->isInStdNamespace()))
      return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return HasOne(F) || (Method && HasOne(*Method->getParent()));
}

bool onlyTells(const FunctionDecl &F) {
  static constexpr std::string_view Deeds[] = {
      "assert",  "begin", "check", "connect",  "create",  "ensure",  "exec", "execute", "fetch",
      "find",    "init",  "load",  "lock",     "make",    "next",    "open", "parse",   "poll",
      "prepare", "query", "raise", "read",     "receive", "require", "run",  "send",    "start",
      "step",    "throw", "try",   "validate", "verify",  "wait",    "write"};
  StringRef Name = F.getIdentifier() ? F.getName() : StringRef();
  if (F.isVariadic() || F.getReturnType()->isVoidType() || hasWord(Name, Deeds))
    return false;
  const std::vector<std::string> Words = wordsOf(Name);
  StringRef First = Words.empty() ? StringRef() : Words.front();
  StringRef Last = Words.empty() ? StringRef() : Words.back();
  bool IsTest = F.getReturnType()->isBooleanType() &&
                (isOneOf(First, {"is", "has", "can"}) || Last.ends_with("exists"));
  if (IsTest || (F.getNumParams() <= 1 && Last.ends_with("name")))
    return true;
  if (F.getNumParams() > 0)
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F); Method && Method->isInstance())
    return Method->isConst();
  return isOneOf(First, {"get", "current", "my"}) || Last.ends_with("dir") ||
         Last.ends_with("id") || Last.ends_with("path");
}

bool isMadeToThrow(const FunctionDecl &F) {
  static constexpr std::string_view Words[] = {"throw", "throws", "rethrow",
                                               "raise", "error",  "exception"};
  return F.getIdentifier() && hasWord(F.getName(), Words);
}

bool endsObjects(StringRef Name) {
  static constexpr std::string_view Words[] = {
      "free",     "destroy", "close",  "delete", "release", "cleanup",   "dispose",
      "shutdown", "finish",  "deinit", "term",   "exit",    "disconnect"};
  return hasWord(Name, Words);
}

bool isMadeToKeep(const FunctionDecl &F) {
  static constexpr std::string_view Words[] = {
      "add", "adopt",   "append", "attach", "enqueue",  "insert", "link",
      "own", "prepend", "push",   "put",    "register", "store",  "subscribe"};
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
  if (Name.starts_with("exit_") || (hasWord(Name, Ends) && !hasWord(Name, Logs)))
    return true;
  const std::vector<std::string> Words = wordsOf(Name); // "do_exit", and not "on_exit".
  return Words.size() == 2 && Words[1] == "exit" &&
         isOneOf(Words[0],
                 {"do", "clean", "err", "error", "safe", "fail", "finish", "force", "my"});
}

bool saysNothing(const FunctionDecl &Callee) {
  return Callee.getIdentifier() && (Callee.getReturnType()->isVoidType() || isUndeclared(Callee));
}

/// "die", "panic", "exit_nicely", "do_exit", or a macro of such a name. A log with a level "fatal" in
/// its name goes on.
static bool isMadeToEnd(const CallExpr &Call, StringRef Name, const ASTContext &Context) {
  if (saysTheEnd(Name))
    return true;
  SourceLocation Where = Call.getBeginLoc();
  return Where.isMacroID() && saysTheEnd(Lexer::getImmediateMacroName(
                                  Where, Context.getSourceManager(), Context.getLangOpts()));
}

bool isNamedToStop(StringRef Name) {
  static constexpr std::string_view Words[] = {"stop"};
  return Name.ends_with_insensitive("stop") && hasWord(Name, Words);
}

bool isText(QualType Type) {
  Type = Type.getNonReferenceType();
  if (const auto *Record = Type->getAsCXXRecordDecl())
    return Record->isInStdNamespace() && Record->getIdentifier() &&
           isOneOf(Record->getName(), {"basic_string", "basic_string_view"});
  return Type->isPointerType() && Type->getPointeeType()->isCharType();
}

bool passesStopOn(const CallExpr &Call, const FunctionDecl &Callee) {
  if (!saysNothing(Callee) || !isNamedToStop(Callee.getName()))
    return false;
  return llvm::any_of(Call.arguments(), [](const Expr *Arg) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Arg->IgnoreUnlessSpelledInSource());
    const auto *Message = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    const auto *Outer = Message ? dyn_cast<FunctionDecl>(Message->getDeclContext()) : nullptr;
    return Outer && Outer->getIdentifier() && isNamedToStop(Outer->getName()) &&
           isText(Message->getType());
  });
}

/// "conn_stop(conn, "Failed to prepare")", as extensions of R call it. What stops a server or a clock
/// has no message.
static bool stopsWithMessage(const CallExpr &Call, StringRef Name) {
  if (!isNamedToStop(Name))
    return false;
  return llvm::any_of(Call.arguments(), [](const Expr *Arg) {
    const auto *Text = dyn_cast<StringLiteral>(Arg->IgnoreUnlessSpelledInSource());
    return Text && Text->isOrdinary() && !Text->getString().empty() &&
           (Text->getString().contains(' ') || isUppercase(Text->getString().front()));
  });
}

static bool raises(StringRef Name) {
  static constexpr std::string_view Words[] = {"throw", "throws", "rethrow", "raise"};
  return hasWord(Name, Words);
}

bool raises(const FunctionDecl &F) { return F.getIdentifier() && raises(F.getName()); }

/// "mrb_raise(mrb, type, "no such column")": the interpreter goes on elsewhere. What is thrown in a
/// Java machine, by its "env", is only noted there.
static bool raisesForGood(const CallExpr &Call, StringRef Name, const ASTContext &Context) {
  static constexpr std::string_view Others[] = {"alarm",  "alert",  "event",  "flag",
                                                "if",     "irq",    "maybe",  "on",
                                                "signal", "unless", "window", "when"};
  return raises(Name) && !hasWord(Name, Others) &&
         llvm::none_of(Call.arguments(), [&](const Expr *Arg) {
           return Lexer::getSourceText(CharSourceRange::getTokenRange(Arg->getSourceRange()),
                                       Context.getSourceManager(), Context.getLangOpts())
               .ends_with_insensitive("env");
         });
}

bool isNamedLikeLoop(StringRef Name) {
  static constexpr std::string_view Words[] = {"for",     "foreach", "forall",
                                               "forever", "iter",    "iterate"};
  return hasWord(Name, Words);
}

/// What an argument is called: a constant, or the macro that it comes from.
static StringRef constantNamed(const Expr &Arg, const ASTContext &Context) {
  if (Arg.getBeginLoc().isMacroID())
    return Lexer::getImmediateMacroName(Arg.getBeginLoc(), Context.getSourceManager(),
                                        Context.getLangOpts());
  const auto *Ref = dyn_cast<DeclRefExpr>(Arg.IgnoreParenImpCasts());
  return Ref && isa<EnumConstantDecl>(Ref->getDecl()) ? Ref->getDecl()->getName() : StringRef();
}

/// "app_log(APP_FATAL, "no such option")"
static bool isToldToEnd(const CallExpr &Call, const ASTContext &Context) {
  static constexpr std::string_view Levels[] = {"fatal", "panic", "exit"};
  return llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
    return hasWord(constantNamed(*Arg, Context), Levels);
  });
}

bool endsByName(const CallExpr &Call, StringRef Name, bool EndsBranch, const ASTContext &Context) {
  return isMadeToEnd(Call, Name, Context) ||
         (EndsBranch && (stopsWithMessage(Call, Name) || raisesForGood(Call, Name, Context) ||
                         isToldToEnd(Call, Context)));
}

bool isReturnMacro(StringRef Name) {
  static constexpr std::string_view Conditions[] = {"if",     "on",   "unless", "check",
                                                    "assert", "fail", "error",  "err",
                                                    "set",    "get",  "when",   "verify"};
  if (Name.starts_with("CAMLreturn"))
    return true;
  static constexpr std::string_view Returns[] = {"return"}; // Not "QUERY_RETURNED".
  return Name.contains("RETURN") && hasWord(Name, Returns) && !hasWord(Name, Conditions);
}

bool isBranchHint(StringRef Name) {
  const std::vector<std::string> Words = wordsOf(Name);
  return !Words.empty() && isOneOf(Words.back(), {"likely", "unlikely"});
}

static bool asserts(StringRef Word) {
  return Word.ends_with("assert") ||
         isOneOf(Word, {"asserts", "assertion", "check", "dcheck", "require", "requires", "verify",
                        "qverify", "ensure", "ensures"});
}

static std::optional<BinaryOp> relationOf(StringRef Word) {
  if (isOneOf(Word, {"eq", "equal", "equals"}))
    return BinaryOp::Eq;
  if (isOneOf(Word, {"ne", "neq", "noteq", "notequal"}))
    return BinaryOp::Ne;
  return llvm::StringSwitch<std::optional<BinaryOp>>(Word)
      .Case("lt", BinaryOp::Lt)
      .Case("le", BinaryOp::Le)
      .Case("gt", BinaryOp::Gt)
      .Case("ge", BinaryOp::Ge)
      .Default(std::nullopt);
}

/// One word behind the one that asserts. False: it is not understood.
static bool refine(NamedAssertion &Asserts, StringRef Word, bool &Negated) {
  if (std::optional<BinaryOp> Relation = relationOf(Word)) {
    Asserts.Relation = *Relation;
    Asserts.Compares = true;
  } else if (isOneOf(Word, {"null", "nil", "nullptr", "false"})) {
    Asserts.Relation = BinaryOp::Eq;
    Asserts.SaysTruth = Word == "false";
  } else if (isOneOf(Word, {"notnull", "nonnull"})) {
    Asserts.Relation = BinaryOp::Ne;
  } else if (isOneOf(Word, {"not", "non"})) {
    Negated = true;
  } else if (Word == "true") {
    Asserts.SaysTruth = true;
  } else {
    return isOneOf(Word,
                   {"always", "bool", "cpp", "debug", "fatal", "hard", "int", "is", "long",
                    "message", "msg", "num", "number", "pointer", "ptr", "size", "uint", "ulong"});
  }
  return true;
}

std::optional<NamedAssertion> assertionNamed(StringRef Name) {
  NamedAssertion Asserts;
  bool IsOne = false, Negated = false;
  for (const std::string &Word : wordsOf(Name)) {
    if (IsOne ? !refine(Asserts, Word, Negated)
              : isOneOf(Word, {"no", "not", "non", "null", "error", "err", "fail", "fails",
                               "failed", "failure", "if", "unless", "bad"}))
      return std::nullopt;
    IsOne |= asserts(Word);
    Asserts.OnlyAsks |= StringRef(Word).ends_with("assert");
  }
  Asserts.OnlyAsks |= llvm::none_of(Name, isLowercase);
  bool CanNegate = Asserts.Relation == BinaryOp::Eq;
  if (!IsOne || (Negated && !CanNegate))
    return std::nullopt;
  if (Negated)
    Asserts.Relation = BinaryOp::Ne;
  return Asserts;
}

} // namespace connlint
