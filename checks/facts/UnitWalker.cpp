// UnitWalker.cpp - which functions of a unit matter, and their facts.
//
// A function matters when it mentions a family's function, when other units can give it a
// handle, when it calls a function that matters (here, or as another unit has told), or when a
// function that matters calls it (its effects are needed). The test is by name and costs one walk
// over the bodies; alone, most units stop at the identifier table. Besides, other units want to
// know which functions never return, and which only move handles. Binding.h chooses among them.
#include "facts/Binding.h"
#include "facts/ConstantGlobals.h"
#include "facts/DeadEnds.h"
#include "facts/FactsBuilder.h"
#include "facts/FamilyNames.h"
#include "facts/HandedOn.h"
#include "facts/LostCleanup.h"
#include "facts/Lowering.h"
#include "facts/Preamble.h"
#include "facts/PrivateMembers.h"
#include "facts/ThrowEvidence.h"
#include "clang/AST/DeclFriend.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace connlint {
namespace {

/// What the walk finds out about one function definition.
struct Candidate {
  const FunctionDecl *Definition;
  llvm::DenseSet<const FunctionDecl *> Callees; ///< Definitions of this unit it refers to.
  HandedOn Members;                             ///< Whose values go somewhere.
  llvm::DenseSet<const VarDecl *> Globals;      ///< That it refers to.
  llvm::DenseSet<uint32_t> Unseen;              ///< Of UnitFacts::Unseen, that it refers to.
  bool MentionsFamily = false;
  bool MovesHandles = false; ///< It refers to a member or global for one.
  bool CallsPointer = false; ///< Calls something that has no name there.
};

class UnitWalker {
public:
  UnitWalker(ASTContext &Ctx, const ResourceModel &M, bool ForOthers)
      : Context(Ctx), Model(M), ForOthers(ForOthers), Interesting(Ctx, M), Members(Ctx, M),
        Constants(Ctx, M), Throwers(Ctx) {
    for (const ResourceType &Type : Model.resources())
      for (const std::string &Name : Type.TypeNames)
        HandleTypes.insert(Name);
  }

  UnitFacts run() {
    UnitFacts Unit;
    const SourceManager &SM = Context.getSourceManager();
    if (OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID()))
      Unit.MainFile = Main->getName().str();
    if (!ForOthers && !Interesting.areKnownTo(Context))
      walkMainFile(Unit);
    else if (hasPreamble(Context))
      for (const Decl *D : Context.getTraversalScope())
        visit(*D, Unit);
    else
      walk(*Context.getTranslationUnitDecl(), Unit);
    addFunctionsOfTables();
    Unit.Unseen = std::move(UnseenUsrs);
    outline(Unit);
    lower(Unit);
    Unit.Constants = Constants.finish();
    return Unit;
  }

private:
  void outline(UnitFacts &Unit) {
    llvm::DenseMap<const FieldDecl *, uint32_t> MemberNumbers;
    for (const FieldDecl *Field : Members.finish()) {
      MemberNumbers[Field] = static_cast<uint32_t>(Unit.PrivateMembers.size());
      Unit.PrivateMembers.push_back({Members.nameOf(*Field), plainName(*Field->getParent())});
    }
    for (const Candidate &C : Candidates) {
      FunctionOutline &Outline = Unit.Outlines.emplace_back();
      Outline.MentionsFamily = C.MentionsFamily;
      Outline.MovesHandles = C.MovesHandles && ((ForOthers && isForOthers(*C.Definition)) ||
                                                isAssignment(*C.Definition));
      for (const FunctionDecl *F : C.Callees)
        if (auto It = Index.find(F); It != Index.end())
          Outline.Callees.push_back(static_cast<uint32_t>(It->second));
      Outline.Unseen.assign(C.Unseen.begin(), C.Unseen.end());
      const DeadEnd End = deadEndOf(*C.Definition, Model);
      Outline.MayEnd = End.IsKnown;
      for (const FunctionDecl *F : End.In)
        if (auto It = WithoutBody.find(F); It != WithoutBody.end() && It->second.Number)
          Outline.EndsIn.push_back(*It->second.Number);
      for (const FieldDecl *Field : C.Members.members())
        if (auto It = MemberNumbers.find(Field); It != MemberNumbers.end())
          Outline.HandsOn.push_back(It->second);
      for (auto *Numbers : {&Outline.Callees, &Outline.Unseen, &Outline.EndsIn, &Outline.HandsOn})
        llvm::sort(*Numbers);
    }
  }

  /// What is looked at, or may be.
  void lower(UnitFacts &Unit) {
    std::vector<bool> Chosen;
    if (ForOthers)
      Chosen = mayBeLookedAt(Unit);
    else
      for (Look Each : chooseFunctions(Unit, {}))
        Chosen.push_back(Each != Look::None);
    CleanupMacros Cleanups(Context);
    const UnitClues Clues{[this](const FunctionDecl &F) { return Throwers.mayThrow(F); }, Cleanups,
                          Members};
    for (size_t I = 0; I < Candidates.size(); ++I) {
      const FunctionDecl &F = *Candidates[I].Definition;
      FunctionOutline &Outline = Unit.Outlines[I];
      std::optional<FunctionFacts> Facts;
      if (Chosen[I])
        Facts = buildFacts(Context, F, Model, Outline.WhyNot, Clues);
      if (!Facts) {
        Outline.Name = Chosen[I] ? F.getQualifiedNameAsString() : "";
        continue;
      }
      Facts->AddressTaken = AddressTaken.contains(F.getCanonicalDecl());
      Outline.Facts = static_cast<uint32_t>(Unit.Functions.size());
      Unit.Functions.push_back(std::move(*Facts));
    }
  }

  void walk(const DeclContext &Scope, UnitFacts &Unit) {
    for (const Decl *D : Scope.decls())
      visit(*D, Unit);
  }

  /// Nothing in there handles anything, but it may have functions that never return.
  void walkMainFile(UnitFacts &Unit) {
    const SourceManager &SM = Context.getSourceManager();
    for (const Decl *D : Context.getTranslationUnitDecl()->decls())
      if (SM.isInMainFile(SM.getExpansionLoc(D->getLocation())))
        visit(*D, Unit);
  }

  void visit(const Decl &D, UnitFacts &Unit) {
    if (const auto *Record = dyn_cast<RecordDecl>(&D); Record && !isInSystemHeader(D))
      Members.visitRecord(*Record);
    if (const auto *F = dyn_cast<FunctionDecl>(&D)) {
      visitFunction(*F, Unit);
    } else if (const auto *T = dyn_cast<FunctionTemplateDecl>(&D)) {
      if (!isInSystemHeader(D))
        for (const FunctionDecl *Each : T->specializations())
          visitFunction(*Each, Unit);
    } else if (const auto *T = dyn_cast<ClassTemplateDecl>(&D)) {
      if (!isInSystemHeader(D))
        for (const ClassTemplateSpecializationDecl *Each : T->specializations())
          walk(*Each, Unit);
    } else if (const auto *Friend = dyn_cast<FriendDecl>(&D)) {
      if (const auto *F = dyn_cast_or_null<FunctionDecl>(Friend->getFriendDecl()))
        visitFunction(*F, Unit);
    } else if (const auto *Inner = dyn_cast<DeclContext>(&D)) {
      Throwers.noteClass(D);
      if (isa<NamespaceDecl, LinkageSpecDecl, ExternCContextDecl>(D) ||
          (isa<CXXRecordDecl>(D) && !isInSystemHeader(D)))
        walk(*Inner, Unit);
    } else if (const auto *V = dyn_cast<VarDecl>(&D)) {
      visitGlobal(*V);
    }
  }

  /// The class of a method may be in the preamble.
  void visitClassOf(const FunctionDecl &F) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    if (!Method || !Method->isOutOfLine() || Method->isTemplateInstantiation())
      return;
    const CXXRecordDecl &Record = *Method->getParent();
    if (Context.getSourceManager().isLoadedSourceLocation(Record.getLocation()) &&
        Records.insert(&Record).second)
      Members.visitRecord(Record);
  }

  void visitFunction(const FunctionDecl &F, UnitFacts &Unit) {
    if (F.isDependentContext() || isInSystemHeader(F))
      return;
    Throwers.noteFunction(F);
    if (!F.doesThisDeclarationHaveABody() || F.isDefaulted() ||
        Index.contains(F.getCanonicalDecl()))
      return;
    if (hasPreamble(Context))
      visitClassOf(F);
    ++Unit.FunctionsSeen;
    if (isKnownByName(F))
      Unit.WithoutAnswer.push_back(usrOf(F));
    Members.visitFunction(F);
    Candidate C{.Definition = &F, .MentionsFamily = isGivenHandle(F)};
    Current = &Unit;
    scan(*F.getBody(), C);
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->getInit()) {
          C.Members.noteInitializer(*Init);
          scan(*Init->getInit(), C);
        }
    // Both destroy the parts: the one always, the other when an exception passes.
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(F))
      noteDestructors(*cast<CXXMethodDecl>(F).getParent(), C, 0);
    Index[F.getCanonicalDecl()] = Candidates.size();
    Candidates.push_back(std::move(C));
  }

  /// Other units pass handles to it and have to know what it does to them.
  bool isGivenHandle(const FunctionDecl &F) const {
    return F.isExternallyVisible() && llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
             return P->getType()->isPointerType() &&
                    Model.resourceOfType(typeNameBehind(P->getType()));
           });
  }

  /// What an initialiser mentions, a function that mentions the variable may call.
  void visitInitializer(const VarDecl &V, std::string Name) {
    if (!V.getInit())
      return;
    if (!isInSystemHeader(V))
      Constants.visit(V, std::move(Name));
    Candidate Mentioned{.Definition = nullptr};
    scan(*V.getInit(), Mentioned);
    for (const FunctionDecl *F : Mentioned.Callees)
      AddressTaken.insert(F->getCanonicalDecl());
    Initializers.try_emplace(V.getCanonicalDecl(), std::move(Mentioned));
  }

  void visitGlobal(const VarDecl &V) {
    Members.noteStatic(V.getType());
    visitInitializer(V, V.getQualifiedNameAsString());
  }

  void scan(const Stmt &Root, Candidate &C) {
    llvm::SmallVector<const Stmt *, 64> Work{&Root};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (const auto *Call = dyn_cast<CallExpr>(S)) {
        if (const FunctionDecl *F = Call->getDirectCallee()) {
          note(*F, C);
          if (!Model.find(modelName(*F, Model)))
            C.Members.noteArguments(*Call);
          Work.append(Call->arg_begin(), Call->arg_end());
          if (const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens()))
            Work.push_back(Member->getBase());
          continue;
        }
        C.CallsPointer = true;
      } else if (const auto *Member = dyn_cast<MemberExpr>(S)) {
        if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
          Members.noteUse(*Field);
          C.MovesHandles |= isHandle(Field->getType());
        }
      } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
        C.Members.note(Return->getRetValue());
      } else if (const auto *Assignment = dyn_cast<BinaryOperator>(S);
                 Assignment && Assignment->isAssignmentOp()) {
        C.Members.noteAssignment(*Assignment);
      } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
        if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl())) {
          note(*F, C);
          AddressTaken.insert(F->getCanonicalDecl());
        } else if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && V->hasGlobalStorage()) {
          Constants.noteUse(*V);
          C.MovesHandles |= isHandle(V->getType());
          C.Globals.insert(V->getCanonicalDecl());
        }
      } else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
                 Cast && Cast->getCastKind() == CK_LValueToRValue) {
        Constants.noteRead(*Cast->getSubExpr());
      } else if (const auto *Unresolved = dyn_cast<OverloadExpr>(S)) {
        C.MentionsFamily |= Interesting.contains(Unresolved->getName().getAsString());
        if (const FunctionDecl *F = onlyFunctionOf(*Unresolved))
          note(*F, C);
      } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
        const CXXConstructorDecl *Constructor = Construct->getConstructor();
        if (const CXXConstructorDecl *Base =
                Constructor->getInheritedConstructor().getConstructor())
          Constructor = Base;
        if (!Constructor->isCopyOrMoveConstructor())
          C.Members.noteAll({Construct->getArgs(), Construct->getNumArgs()});
        note(*Constructor, C);
      } else if (const auto *List = dyn_cast<InitListExpr>(S)) {
        C.Members.noteAll(List->inits());
      } else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(S)) {
        noteDestructor(Bind->getType(), C);
      } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S)) {
        noteDestructor(Delete->getDestroyedType(), C);
      } else if (isa<CXXThrowExpr, CXXTryStmt>(S)) {
        Throwers.noteStatement(*S, C.Definition);
      } else if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
        for (const Expr *Init : Lambda->capture_inits())
          if (Init)
            Work.push_back(Init);
        if (const CXXMethodDecl *Operator = Lambda->getCallOperator(); Operator && Current) {
          visitLambda(*Lambda, *Current);
          note(*Operator, C);
          // What the closure does is part of what the function does.
          if (auto It = Index.find(Operator->getCanonicalDecl()); It != Index.end())
            C.MentionsFamily |= Candidates[It->second].MentionsFamily;
        }
        continue;
      } else if (const auto *Block = dyn_cast<BlockExpr>(S)) {
        Work.push_back(Block->getBody());
      } else if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
        for (const Decl *D : Decls->decls())
          if (const auto *V = dyn_cast<VarDecl>(D)) {
            for (const auto *Attr : V->specific_attrs<CleanupAttr>())
              note(*Attr->getFunctionDecl(), C);
            noteDestructor(V->getType(), C);
            C.Members.note(V->getInit());
            if (V->hasGlobalStorage()) {
              Members.noteStatic(V->getType());
              if (C.Definition)
                visitInitializer(*V, plainName(*C.Definition) + "." + V->getNameAsString());
            }
          } else if (const auto *Record = dyn_cast<CXXRecordDecl>(D); Record && Current) {
            walk(*Record, *Current);
          }
      }
      for (const Stmt *Child : S->children())
        if (Child)
          Work.push_back(Child);
    }
  }

  void visitLambda(const LambdaExpr &Lambda, UnitFacts &Unit) {
    const CXXMethodDecl &Operator = *Lambda.getCallOperator();
    if (const FunctionTemplateDecl *Generic = Operator.getDescribedFunctionTemplate()) {
      for (const FunctionDecl *Each : Generic->specializations())
        visitFunction(*Each, Unit);
      return;
    }
    visitFunction(Operator, Unit);
  }

  /// The functions that run when an object of the type is destroyed.
  void noteDestructor(QualType Type, Candidate &C, unsigned Depth = 0) {
    if (Type.isNull()) // "delete" of what the compiler did not understand.
      return;
    const CXXRecordDecl *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor() || Depth > 6)
      return;
    if (libraryClassOf(Record) != LibraryClass::None) {
      if (const auto *Owner = dyn_cast<ClassTemplateSpecializationDecl>(Record))
        for (const TemplateArgument &Arg : Owner->getTemplateArgs().asArray())
          if (Arg.getKind() == TemplateArgument::Type) {
            noteDestructor(Arg.getAsType(), C, Depth + 1);
            if (const CXXMethodDecl *Deleter =
                    callOperatorOf(Arg.getAsType()->getAsCXXRecordDecl()))
              note(*Deleter, C);
          }
      return;
    }
    if (const CXXDestructorDecl *Destructor = Record->getDestructor();
        Destructor && Destructor->isUserProvided()) {
      for (const CXXConstructorDecl *Constructor : Record->ctors())
        if (Constructor->isCopyOrMoveConstructor()) // As a library class does that keeps one.
          note(*Constructor, C);
      return note(*Destructor, C);
    }
    noteDestructors(*Record, C, Depth + 1);
  }

  /// The destructors of the bases and members.
  void noteDestructors(const CXXRecordDecl &Record, Candidate &C, unsigned Depth) {
    for (const CXXBaseSpecifier &Base : Record.bases())
      noteDestructor(Base.getType(), C, Depth);
    for (const FieldDecl *Field : Record.fields())
      noteDestructor(Field->getType(), C, Depth);
  }

  void note(const FunctionDecl &F, Candidate &C) {
    const IdentifierInfo *Id = F.getIdentifier();
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
      Id = Constructor->getParent()->getIdentifier();
    if (Id && Interesting.contains(Id->getName()))
      C.MentionsFamily |= Model.find(modelName(F, Model)) != nullptr;
    if (const FunctionDecl *Definition = definitionIn(F))
      C.Callees.insert(Definition->getCanonicalDecl());
    else
      noteUnseen(F, C);
  }

  /// A function without a body here, which other units may have.
  struct UnseenFunction {
    std::optional<uint32_t> Number; ///< Of UnitFacts::Unseen. None: it is nobody's own.
    bool Matters = false;
  };

  void noteUnseen(const FunctionDecl &F, Candidate &C) {
    auto [It, New] = WithoutBody.try_emplace(F.getCanonicalDecl());
    if (New && !isInSystemHeader(F) && !F.getBuiltinID()) {
      It->second.Matters = handsOut(F);
      if (std::string Usr = usrElsewhere(F); !Usr.empty()) {
        It->second.Number = static_cast<uint32_t>(UnseenUsrs.size());
        UnseenUsrs.push_back(std::move(Usr));
      }
    }
    C.MentionsFamily |= It->second.Matters;
    if (It->second.Number)
      C.Unseen.insert(*It->second.Number);
  }

  /// "PGresult *db_query(const char *)", "int prepare(sqlite3_stmt **)": may be an acquire.
  bool handsOut(const FunctionDecl &F) const {
    return isHandle(F.getReturnType()) || llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
             QualType Type = P->getType();
             return (Type->isPointerType() || Type->isReferenceType()) &&
                    !Type->getPointeeType().isConstQualified() && isHandle(Type->getPointeeType());
           });
  }

  bool isHandle(QualType Type) const {
    const RecordDecl *Record =
        Type->isPointerType() ? Type->getPointeeType()->getAsRecordDecl() : nullptr;
    return Record && Record->getIdentifier() && HandleTypes.contains(Record->getName());
  }

  /// The functions in a table may be called by who mentions the table, and calls a pointer.
  void addFunctionsOfTables() {
    for (Candidate &C : Candidates)
      for (const VarDecl *V : C.Globals)
        if (auto It = Initializers.find(V); C.CallsPointer && It != Initializers.end()) {
          C.Callees.insert(It->second.Callees.begin(), It->second.Callees.end());
          C.Unseen.insert(It->second.Unseen.begin(), It->second.Unseen.end());
          C.MentionsFamily |= It->second.MentionsFamily;
        }
  }

  static bool isAssignment(const FunctionDecl &F) {
    return isa<CXXMethodDecl>(F) && F.getOverloadedOperator() == OO_Equal;
  }

  /// Units without its body can call it.
  static bool isForOthers(const FunctionDecl &F) {
    return F.isExternallyVisible() && !F.isInlined() && !F.isTemplateInstantiation();
  }

  ASTContext &Context;
  const ResourceModel &Model;
  const bool ForOthers;
  FamilyNames Interesting;
  PrivateMembers Members;
  ConstantGlobals Constants;
  ThrowEvidence Throwers;
  std::vector<Candidate> Candidates;
  llvm::DenseMap<const FunctionDecl *, size_t> Index;
  llvm::DenseMap<const VarDecl *, Candidate> Initializers; ///< Of globals.
  llvm::DenseSet<const FunctionDecl *> AddressTaken;
  llvm::StringSet<> HandleTypes; ///< "pg_result"
  llvm::DenseMap<const FunctionDecl *, UnseenFunction> WithoutBody;
  std::vector<std::string> UnseenUsrs;
  UnitFacts *Current = nullptr;
  llvm::DenseSet<const RecordDecl *> Records; ///< Of the preamble, what was looked at.
};

} // namespace

bool sourcesMentionFamily(ASTContext &Context, const ResourceModel &Model) {
  std::vector<AnnotatedFunction> Annotated = findAnnotations(Context);
  FamilyNames Names(Context, Model);
  for (const AnnotatedFunction &F : Annotated)
    Names.add(F.Name);
  return Names.standInSourcesOf(Context.getSourceManager());
}

UnitFacts extractFacts(ASTContext &Context, const ResourceModel &Model, bool ForOthers) {
  return UnitWalker(Context, Model, ForOthers).run();
}

} // namespace connlint
