// FamilyNames.h - does a unit speak of a family at all? Private to facts/.
#ifndef CONNLINT_FACTS_FAMILYNAMES_H
#define CONNLINT_FACTS_FAMILYNAMES_H

#include "model/ResourceModel.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"

namespace connlint {

/// The names, without scopes, of the functions that acquire or release.
class FamilyNames {
public:
  /// Requires: Model outlives this object.
  FamilyNames(const clang::ASTContext &Context, const ResourceModel &Model);

  /// Requires: Name outlives this object.
  void add(llvm::StringRef Name);
  bool contains(llvm::StringRef Name) const { return Names.contains(Name); }
  /// One of them stands somewhere in the unit, perhaps in a header only.
  bool areKnownTo(const clang::ASTContext &Context) const;
  /// One of them stands in the text of the main file, or of a source file that is included.
  bool standInSourcesOf(const clang::SourceManager &SM) const;

private:
  bool standIn(llvm::StringRef Text) const;

  llvm::DenseSet<llvm::StringRef> Names;
};

} // namespace connlint

#endif
