// ConstantGlobals.h - globals that stay what their initialiser makes them. Private to facts/.
//
// Tables of functions, and texts: those that are const, and static ones of which the unit only
// ever reads the value.
#ifndef CONNLINT_FACTS_CONSTANTGLOBALS_H
#define CONNLINT_FACTS_CONSTANTGLOBALS_H

#include "facts/Facts.h"
#include "model/ResourceModel.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include <string>
#include <vector>

namespace connlint {

class ConstantGlobals {
public:
  ConstantGlobals(const clang::ASTContext &Context, const ResourceModel &Model)
      : Context(Context), Model(Model) {}

  /// A variable of static storage with its initialiser, as it is called in facts.
  void visit(const clang::VarDecl &Variable, std::string Name);
  /// The variable is mentioned.
  void noteUse(const clang::VarDecl &Variable) { ++Uses[Variable.getCanonicalDecl()]; }
  /// What is at Place is read, and nothing else is done with it.
  void noteRead(const clang::Expr &Place);

  /// Requires: the whole unit was visited.
  std::vector<GlobalConstant> finish() const;

private:
  using Constants = std::vector<GlobalConstant>;
  struct Global {
    const clang::VarDecl *Variable;
    std::string Name;
  };

  bool isFixed(const clang::VarDecl &Variable) const;
  void collect(const clang::Expr &Init, const std::string &Place, unsigned Depth,
               Constants &Into) const;
  void collectParts(const clang::InitListExpr &List, const std::string &Place, unsigned Depth,
                    Constants &Into) const;

  const clang::ASTContext &Context;
  const ResourceModel &Model;
  std::vector<Global> Globals;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Uses, Reads;
};

} // namespace connlint

#endif
