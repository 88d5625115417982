// LostText.h - the text of a function of which Clang has left out parts. Private to facts/.
#ifndef CONNLINT_FACTS_LOSTTEXT_H
#define CONNLINT_FACTS_LOSTTEXT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Token.h"
#include <optional>
#include <vector>

namespace connlint {

class LostText {
protected:
  LostText(clang::ASTContext &Context, const clang::FunctionDecl &Function);

  struct Range {
    unsigned Begin, End; ///< Offsets in the file.
  };
  struct Chunk {
    clang::Token First, Last;
    std::vector<clang::Token> Tokens;
  };

  std::optional<Range> rangeOf(const clang::Stmt &S) const;
  std::vector<clang::Token> tokensOf(Range R) const;
  std::vector<Chunk> chunksOf(Range R) const;
  llvm::StringRef headOf(const clang::CompoundStmt &Block) const;

  clang::ASTContext &Context;
  const clang::SourceManager &SM;
  clang::FileID File;
  llvm::StringRef Text;
};

} // namespace connlint

#endif
