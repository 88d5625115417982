// AnnotationFinder.cpp - the annotations of a unit, and what their declarations say.
//
// Looks at all declarations, headers of the system included, but only where the attribute's
// name was seen at all. What an annotation means is decided in checks/model.
#include "facts/FactsBuilder.h"
#include "facts/Lowering.h"
#include "facts/Preamble.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace connlint {

/// Attributes that declare what one of our words says.
static bool isOurs(const Attr &A) {
  if (const auto *Text = dyn_cast<AnnotateAttr>(&A))
    return isAnnotation(Text->getAnnotation());
  return isa<OwnershipAttr>(A);
}

static bool hasAnnotation(const Decl &D) {
  return D.hasAttrs() && llvm::any_of(D.attrs(), [](const Attr *A) { return isOurs(*A); });
}

bool isAnnotated(const FunctionDecl &Function) {
  for (const FunctionDecl *Each : Function.redecls())
    if (hasAnnotation(*Each) || llvm::any_of(Each->parameters(), [](const ParmVarDecl *P) {
          return P && hasAnnotation(*P);
        }))
      return true;
  return false;
}

namespace {

AnnotatedType describeType(QualType Type) {
  AnnotatedType Out;
  while (true) {
    if (const auto *Typedef = Type->getAs<TypedefType>()) {
      Out.Names.push_back(Typedef->getDecl()->getNameAsString());
      Type = Typedef->desugar();
    } else if (Type->isPointerType() || Type->isReferenceType()) {
      ++Out.Pointers;
      Type = Type->getPointeeType();
    } else {
      if (const auto *Tag = Type->getAsTagDecl())
        Out.Names.push_back(Tag->getNameAsString());
      std::erase(Out.Names, "");
      return Out;
    }
  }
}

/// The functions of the preamble that declarations refer to.
class ReferencedFunctions : public RecursiveASTVisitor<ReferencedFunctions> {
public:
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return note(E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return note(E->getMemberDecl()); }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) { return note(E->getConstructor()); }
  bool VisitVarDecl(VarDecl *V) {
    const auto *Record = V->getType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return note(Record && Record->hasDefinition() ? Record->getDestructor() : nullptr);
  }

  llvm::SetVector<const FunctionDecl *> Found;

private:
  bool note(const Decl *D) {
    if (const auto *F = dyn_cast_or_null<FunctionDecl>(D))
      for (const FunctionDecl *Each : F->redecls())
        if (Each->getASTContext().getSourceManager().isLoadedSourceLocation(Each->getLocation()))
          Found.insert(Each);
    return true;
  }
};

class AnnotationFinder {
public:
  explicit AnnotationFinder(ASTContext &Ctx) : Context(Ctx), SM(Ctx.getSourceManager()) {}

  std::vector<AnnotatedFunction> run() {
    if (hasPreamble(Context)) {
      ReferencedFunctions Referenced;
      for (Decl *D : Context.getTraversalScope())
        Referenced.TraverseDecl(D);
      for (const FunctionDecl *F : Referenced.Found)
        visit(*F);
      for (const Decl *D : Context.getTraversalScope())
        walk(*D);
      return take();
    }
    for (const char *Name :
         {"annotate", "__annotate__", "ownership_returns", "ownership_takes", "ownership_holds",
          "__ownership_returns__", "__ownership_takes__", "__ownership_holds__"})
      if (Context.Idents.find(Name) != Context.Idents.end()) {
        walkInside(*Context.getTranslationUnitDecl());
        break;
      }
    return take();
  }

private:
  std::vector<AnnotatedFunction> take() {
    std::vector<AnnotatedFunction> Result;
    for (auto &[Key, Function] : Found)
      if (!Function.Annotations.empty())
        Result.push_back(std::move(Function));
    return Result;
  }

  void walkInside(const DeclContext &Scope) {
    for (const Decl *D : Scope.decls())
      walk(*D);
  }

  void walk(const Decl &D) {
    if (const auto *F = dyn_cast<FunctionDecl>(&D)) {
      visit(*F);
    } else if (const auto *T = dyn_cast<FunctionTemplateDecl>(&D)) {
      if (T->specializations().empty())
        visit(*T->getTemplatedDecl());
      for (const FunctionDecl *Each : T->specializations())
        visit(*Each);
    } else if (const auto *T = dyn_cast<ClassTemplateDecl>(&D)) {
      if (T->specializations().empty())
        walkInside(*T->getTemplatedDecl());
      for (const ClassTemplateSpecializationDecl *Each : T->specializations())
        walkInside(*Each);
    } else {
      visitOther(D);
      if (const auto *Inner = dyn_cast<DeclContext>(&D))
        if (isa<NamespaceDecl, LinkageSpecDecl, ExternCContextDecl, RecordDecl, ExportDecl>(D))
          walkInside(*Inner);
    }
  }

  void visit(const FunctionDecl &F) {
    collect(F, F, std::nullopt);
    for (unsigned I = 0; I < F.getNumParams(); ++I)
      if (F.getParamDecl(I))
        collect(*F.getParamDecl(I), F, I);
  }

  /// Nothing but functions can be annotated: whoever does it should know.
  void visitOther(const Decl &D) {
    if (!D.hasAttrs())
      return;
    for (const auto *A : D.specific_attrs<AnnotateAttr>())
      if (!A->isInherited() && isOurs(*A)) {
        AnnotatedFunction &Nothing = Found[&D];
        Nothing.Annotations.push_back(describe(*A, A->getAnnotation().str(), std::nullopt));
      }
  }

  AnnotatedFunction &entryOf(const FunctionDecl &F) {
    AnnotatedFunction &Entry = Found[F.getCanonicalDecl()];
    if (!Entry.Name.empty())
      return Entry;
    Entry.Name = modelName(F);
    Entry.Result = describeType(F.getReturnType());
    for (const ParmVarDecl *P : F.parameters())
      Entry.Parameters.push_back(P ? describeType(P->getType()) : AnnotatedType());
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    Entry.IsMethod = Method && Method->isInstance();
    Entry.IsVariadic = F.isVariadic();
    Entry.TypesKnown =
        !F.isInvalidDecl() && !F.isDependentContext() && !isStandIn(F.getReturnType());
    for (const ParmVarDecl *P : F.parameters())
      Entry.TypesKnown &= P && !P->isInvalidDecl() && !isStandIn(P->getType());
    return Entry;
  }

  void collect(const Decl &D, const FunctionDecl &F, std::optional<unsigned> Parameter) {
    if (!D.hasAttrs())
      return;
    for (const Attr *A : D.attrs()) {
      if (A->isInherited() || !isOurs(*A))
        continue;
      if (const auto *Text = dyn_cast<AnnotateAttr>(A)) {
        entryOf(F).Annotations.push_back(describe(*A, Text->getAnnotation().str(), Parameter));
        continue;
      }
      const auto *Ownership = cast<OwnershipAttr>(A);
      auto Add = [&](const char *Text, std::optional<unsigned> Where) {
        AnnotatedFunction &Entry = entryOf(F);
        if (Where && *Where >= Entry.Parameters.size())
          return;
        Entry.Annotations.push_back(describe(*A, Text, Where));
        Entry.Annotations.back().Optional = true;
      };
      if (Ownership->isReturns())
        Add("connlint: acquire", std::nullopt);
      else
        for (const ParamIdx &Index : Ownership->args())
          Add(Ownership->isTakes() ? "connlint: release" : "connlint: takes", Index.getASTIndex());
    }
  }

  Annotation describe(const Attr &A, std::string Text, std::optional<unsigned> Parameter) {
    Annotation Out;
    Out.Text = std::move(Text);
    Out.Parameter = Parameter;
    SourcePlace Place = placeOf(SM, Context.getLangOpts(), A.getLocation());
    Out.File = Place.File;
    Out.Line = Place.Line;
    Out.Column = Place.Column;
    findText(Out, SM.getExpansionLoc(A.getLocation()));
    return Out;
  }

  /// The literal behind Where that the text ends with: a macro may put something in front.
  void findText(Annotation &A, SourceLocation Where) {
    auto [File, Start] = SM.getDecomposedLoc(Where);
    bool Invalid = false;
    StringRef Buffer = SM.getBufferData(File, &Invalid);
    if (Invalid || Start > Buffer.size())
      return;
    Lexer Lex(SM.getLocForStartOfFile(File), Context.getLangOpts(), Buffer.begin(),
              Buffer.begin() + Start, Buffer.end());
    Token T;
    for (unsigned Tokens = 0; Tokens < 8; ++Tokens) {
      bool AtEnd = Lex.LexFromRawLexer(T);
      if (T.is(tok::string_literal)) {
        unsigned Offset = SM.getFileOffset(T.getLocation());
        StringRef Literal = Buffer.substr(Offset, T.getLength());
        if (Literal.consume_front("\"") && Literal.consume_back("\"") && !Literal.empty() &&
            StringRef(A.Text).ends_with(Literal)) {
          A.TextOffset = static_cast<unsigned>(A.Text.size() - Literal.size());
          A.TextLine = SM.getLineNumber(File, Offset);
          A.TextColumn = SM.getColumnNumber(File, Offset) + 1;
        }
        return;
      }
      if (AtEnd || T.isOneOf(tok::semi, tok::l_brace, tok::r_brace))
        return;
    }
  }

  ASTContext &Context;
  const SourceManager &SM;
  llvm::MapVector<const Decl *, AnnotatedFunction> Found;
};

} // namespace

std::vector<AnnotatedFunction> findAnnotations(ASTContext &Context) {
  return AnnotationFinder(Context).run();
}

} // namespace connlint
