// CfgGraph.h - the CFG of one function in the words of a test: blocks are found by what is
// called in them, elements are short texts.
#ifndef CONNLINT_TESTS_CONTRACT_CFGGRAPH_H
#define CONNLINT_TESTS_CONTRACT_CFGGRAPH_H

#include "clang/Analysis/CFG.h"
#include "clang/Frontend/ASTUnit.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace connlint::contract {

using Block = const clang::CFGBlock *;
using Blocks = std::vector<Block>;
using Texts = std::vector<std::string>;

enum class Language { C, Cxx };

struct Wanted {
  Language In = Language::Cxx;
  bool EHEdges = false;
  bool Scopes = false;
  /// Errors in the code are part of the test.
  bool Broken = false;
};

/// The options that checks/facts/UnitWalker.cpp builds with, and what the test adds.
clang::CFG::BuildOptions buildOptions(const Wanted &W);

/// The CFG of the function "f" of Code. A code that does not compile fails the test, unless
/// it is wanted broken.
class CfgGraph {
public:
  explicit CfgGraph(const std::string &Code, const Wanted &W = {});

  const clang::CFG &cfg() const { return *Graph; }
  clang::ASTContext &context() const { return Unit->getASTContext(); }
  const clang::FunctionDecl &function() const { return *Function; }
  Block entry() const { return &Graph->getEntry(); }
  Block exit() const { return &Graph->getExit(); }
  size_t size() const { return Graph->size(); }

  /// The only block with an element that calls Name.
  Block calling(const std::string &Name) const;
  Block labelled(const std::string &Name) const;
  /// The blocks whose terminator is of this class.
  Blocks endingWith(clang::Stmt::StmtClass Kind) const;
  /// The only one of them.
  Block theOneEndingWith(clang::Stmt::StmtClass Kind) const;

  /// What the elements of a block do, leaving out plain expressions: "call g", "declare x",
  /// "destroy x", "destroy temporary", "cleanup x by g", "initialize m", "return", "throw",
  /// "end of scope", "new", "delete", "construct".
  Texts steps(Block B) const;
  /// Reachable from From without passing through Without.
  bool reaches(Block From, Block To, Block Without = nullptr) const;
  /// The source text of an expression.
  std::string text(const clang::Stmt *S) const;
  std::string dump() const;

private:
  std::unique_ptr<clang::ASTUnit> Unit;
  const clang::FunctionDecl *Function = nullptr;
  std::unique_ptr<clang::CFG> Graph;
};

/// Successors in order; null where Clang found the edge unreachable.
Blocks successors(Block B);
/// Predecessors over edges that can be taken.
Blocks predecessors(Block B);

} // namespace connlint::contract

#endif
