// Lowered.h - a snippet, lowered, told as short sentences.
//
// One line per instruction that does something; values are written where they are used:
//   declare x · x = 1 · #1 = g(x, 2) · x = #1 · zero s · s.field = "text" · return x
//   &x is an address, p->f the field behind a pointer, *p what a pointer points to, ? unknown,
//   `c` a value that goes to a parameter that is a pointer to const.
//   #1 = g(p) if set: only called if the last argument is not null
//   #1 = call s(x): what the slot s holds, by its "$call" or its "$fn"
//   suspend: a coroutine waits
//   tmp, tmp2: objects without a name · throw app_error|std::exception · rethrow
#ifndef CONNLINT_TESTS_UNIT_FACTS_LOWERED_H
#define CONNLINT_TESTS_UNIT_FACTS_LOWERED_H

#include "facts/FactsText.h"
#include "clang/Frontend/ASTUnit.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>

namespace connlint::test {

using Lines = std::vector<std::string>;

/// Parses Code and lowers its functions, bound as if no other unit told anything. Code with errors is lowered all the same.
class Snippet {
public:
  static Snippet c(const std::string &Code) { return Snippet(Code, false); }
  static Snippet cxx(const std::string &Code) { return Snippet(Code, true); }
  /// A snippet of a unit that does not speak of exceptions.
  static Snippet withoutExceptions(const std::string &Code) { return Snippet(Code, true, false); }

  /// The facts of a function by its qualified name; call operators of lambdas are
  /// "f::operator()".
  const FunctionFacts &facts(const std::string &Name) const;
  const std::vector<FunctionFacts> &all() const { return Functions; }
  /// As they were before they were bound.
  const std::vector<FunctionFacts> &open() const { return Open; }
  bool hasErrors() const { return Unit->getDiagnostics().hasErrorOccurred(); }

  /// The sentences of a function, all blocks in order.
  Lines of(const std::string &Name) const;

private:
  Snippet(const std::string &Code, bool IsCxx, bool UnknownThrows = true);
  std::unique_ptr<clang::ASTUnit> Unit;
  std::vector<FunctionFacts> Functions, Open;
};

/// The sentences of the function f of a C (C++) snippet.
Lines inC(const std::string &Code);
Lines inCxx(const std::string &Code);

/// The sentences of one function, and of one block.
Lines sentences(const FunctionFacts &F);
Lines sentences(const FunctionFacts &F, size_t Block);
/// "jump 1", "branch (x == 0) 1 2", "switch x 1 2 3 case 1..2 at 0", "fork 1 2",
/// "catch 3 4 takes int", "unwind".
std::string terminator(const FunctionFacts &F, size_t Block);
/// The block that has this sentence.
size_t blockWith(const FunctionFacts &F, const std::string &Sentence);
/// Where an exception goes that comes out of a call, told without its "#1 = ", or of a throw:
/// what runs on the way, "catch int" for a handler that may take it ("catch ..." for one that
/// takes all and ends the way), and at the end "leaves", or "ends" with the process.
/// "stays": no exception comes out.
Lines unwinding(const FunctionFacts &F, const std::string &Sentence);

} // namespace connlint::test

#endif
