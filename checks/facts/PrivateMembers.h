// PrivateMembers.h - members that nobody outside of the unit can release. Private to facts/.
//
// Whether such a member is ever released can be told from the unit alone: it belongs to a
// class whose methods are all defined here, or to a struct that only this file knows.
#ifndef CONNLINT_FACTS_PRIVATEMEMBERS_H
#define CONNLINT_FACTS_PRIVATEMEMBERS_H

#include "facts/Facts.h"
#include "model/ResourceModel.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace connlint {

class PrivateMembers {
public:
  PrivateMembers(const clang::ASTContext &Context, const ResourceModel &Model)
      : Context(Context), Model(Model) {}

  void visitRecord(const clang::RecordDecl &Record);
  void visitFunction(const clang::FunctionDecl &Function);
  /// An object that lives as long as the process: its members need no release.
  void noteStatic(clang::QualType Type);
  void noteUse(const clang::FieldDecl &Field) { Used.insert(&Field); }

  std::vector<const clang::FieldDecl *> finish();
  /// What facts call the member; after finish(). Flow tells members apart by their names alone, so
  /// those of several classes of the main file are "ns::Db.conn".
  std::string nameOf(const clang::FieldDecl &Field) const;

private:
  void tellApart();
  bool isInMainFile(const clang::FieldDecl &Field) const;
  bool isKnownHereOnly(const clang::FieldDecl &Field) const;

  const clang::ASTContext &Context;
  const ResourceModel &Model;
  std::vector<const clang::FieldDecl *> Fields;
  llvm::DenseSet<const clang::FieldDecl *> Used;
  llvm::DenseSet<const clang::RecordDecl *> Static, Ended;
  llvm::DenseMap<const clang::FieldDecl *, std::string> FullNames;
};

} // namespace connlint

#endif
