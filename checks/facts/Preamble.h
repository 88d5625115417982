// Preamble.h - units whose headers an editor's server has compiled before. Private to facts/.
//
// Such a preamble has no bodies of functions, and reading all of its declarations takes longer
// than everything else. So only what the main file has itself is looked at, and of the headers
// what it refers to. AnnotationFinder and UnitWalker decide what that is.
#ifndef CONNLINT_FACTS_PREAMBLE_H
#define CONNLINT_FACTS_PREAMBLE_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExternalASTSource.h"
#include "clang/Basic/SourceManager.h"

namespace connlint {

/// The declarations were read from elsewhere, and whoever did it restricts what to look at.
inline bool hasPreamble(const clang::ASTContext &Context) {
  const auto Scope = Context.getTraversalScope();
  return Context.getExternalSource() &&
         !(Scope.size() == 1 && llvm::isa<clang::TranslationUnitDecl>(Scope.front()));
}

/// The declarations of one file of the preamble, outside of functions and classes.
inline llvm::SmallVector<clang::Decl *, 0> declarationsOf(clang::FileID File,
                                                          const clang::ASTContext &Context) {
  llvm::SmallVector<clang::Decl *, 0> Found;
  const clang::SourceManager &SM = Context.getSourceManager();
  if (SM.isLoadedFileID(File))
    Context.getExternalSource()->FindFileRegionDecls(File, 0, SM.getFileIDSize(File), Found);
  return Found;
}

} // namespace connlint

#endif
