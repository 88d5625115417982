// Script.h - functions as short sentences, compiled to the text of facts and solved.
//
//   function open(path, out)        until the next one; without it, all is function f()
//   globals shared, cache
//   c = PQconnectdb("dsn")          calls; arguments are names, numbers, texts, &names
//   PQexec(c, "BEGIN")              the result is not stored
//   s.conn = c · p->conn = c · *out = c · x = a + 1 · x = a != 0 · x = a && b
//   declare x                       the lifetime of x starts again
//   out:                            a label
//   if c == 0 goto out · if c goto out · if !c goto out · goto out
//   switch x 1 one 2 two other      labels by value, the default last
//   return · return c · throw · throw app_error|std::exception to pad · rethrow
//   g(c) unwinds pad                an exception from this line's calls goes to a label;
//                                   without one it leaves the function
//   PQfinish(c) if set              called only if the last argument is not null
//   s.$call = function g            the address of a function · call s(1) calls what is in s
//   catch int one any two           the handler that fits, by type; "else pad" for none, or
//                                   the exception leaves the function
//   unwind                          the exception leaves the function
//   constructor P(this)             a function: what "this" holds is lost by a throw
//
// Line N of the script is line N of the facts; the end of a body is line 999.
#ifndef CONNLINT_TESTS_UNIT_FLOW_SCRIPT_H
#define CONNLINT_TESTS_UNIT_FLOW_SCRIPT_H

#include "facts/FactsText.h"
#include "flow/FlowResult.h"
#include "summary/UnitSolver.h"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace connlint::test {

using Lines = std::vector<std::string>;

/// The facts of a script, as text and read back. A wrong script throws.
std::string factsText(const std::string &Script);
UnitFacts factsOf(const std::string &Script);

/// All families that are built in.
const ResourceModel &builtins();

/// A solved script.
class Solved {
public:
  explicit Solved(const std::string &Script, const ResourceModel &Model = builtins());

  const FlowResult &flow(const std::string &Function = "f") const;
  /// "2: left held c" for each incident of a function, by line.
  Lines incidents(const std::string &Function = "f") const;
  /// The printed summary of a function, line by line, without the first line.
  Lines summary(const std::string &Function = "f") const;
  const Summary &effects(const std::string &Function = "f") const;

private:
  UnitFacts Unit;
  const ResourceModel &Model;
  std::unique_ptr<UnitSolver> Solver;
  const std::vector<FlowResult> *Flows = nullptr;
};

/// The incidents of function f of a script.
Lines incidents(const std::string &Script);

} // namespace connlint::test

#endif
