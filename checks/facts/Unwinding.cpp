// Unwinding.cpp - where an exception goes, and what is destroyed on its way.
//
// Clang's exception edges skip every destructor, so they are not used. Each call that may
// throw names a landing pad: a chain of blocks, each of which destroys one object, that ends
// at the handlers of a try block or outside of the function. Calls with the same living
// objects share their chain.
#include "facts/Lowering.h"
#include "facts/NamedRoles.h"
#include "facts/ThrowEvidence.h"
#include <algorithm>

using namespace clang;

namespace connlint {

/// Reverse post-order. A try block's handlers follow the blocks that may throw into them.
std::vector<const CFGBlock *> Lowering::blockOrder() const {
  llvm::DenseMap<const CXXTryStmt *, const CFGBlock *> Handlers;
  for (const CFGBlock *B : Graph.try_blocks())
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(B->getTerminatorStmt()))
      Handlers[Try] = B;
  auto NextOf = [&](const CFGBlock &B) {
    llvm::SmallVector<const CFGBlock *, 4> Next;
    for (const CFGBlock::AdjacentBlock &Each : B.succs())
      if (const CFGBlock *To = Each.getReachableBlock())
        Next.push_back(To);
    if (Body.hasTry())
      for (const CFGElement &E : B)
        if (auto S = E.getAs<CFGStmt>())
          if (const CXXTryStmt *Try = Body.tryAround(*S->getStmt()))
            if (const CFGBlock *To = Handlers.lookup(Try); To && !llvm::is_contained(Next, To))
              Next.push_back(To);
    std::ranges::reverse(Next); // So that the true branch comes first in the end.
    return Next;
  };
  std::vector<const CFGBlock *> Order;
  llvm::DenseSet<const CFGBlock *> Seen;
  struct Visit {
    const CFGBlock *Block;
    llvm::SmallVector<const CFGBlock *, 4> Next;
    size_t Edge = 0;
  };
  std::vector<Visit> Visits;
  auto Enter = [&](const CFGBlock *B) {
    if (Seen.insert(B).second)
      Visits.push_back({B, NextOf(*B)});
  };
  Enter(&Graph.getEntry());
  while (!Visits.empty()) {
    if (Visits.back().Edge < Visits.back().Next.size()) {
      Enter(Visits.back().Next[Visits.back().Edge++]);
      continue;
    }
    Order.push_back(Visits.back().Block);
    Visits.pop_back();
  }
  std::ranges::reverse(Order);
  return Order;
}

/// What lives at the start of a block is the same on every way that leads there.
void Lowering::enterBlock(const CFGBlock &Block) {
  if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Block.getTerminatorStmt())) {
    Live = LiveAtTry.lookup(Try);
    return;
  }
  for (const CFGBlock::AdjacentBlock &Before : Block.preds())
    if (const CFGBlock *B = Before.getReachableBlock())
      if (auto It = LiveAtEnd.find(B); It != LiveAtEnd.end()) {
        Live = It->second;
        return;
      }
}

void Lowering::pushCleanup(Cleanup C) {
  if (!Context.getLangOpts().CXXExceptions || (!C.Callee && !hasEffectfulDestructor(C.Type)))
    return;
  C.Below = Live;
  C.Try = PendingTry;
  Cleanups.push_back(std::move(C));
  Live = static_cast<uint32_t>(Cleanups.size() - 1);
}

/// The object is destroyed. A temporary can go before a variable that is younger.
void Lowering::popCleanup(uint32_t Variable) {
  std::vector<uint32_t> Younger;
  auto Is = [&](const Cleanup &C) {
    bool HasVariable =
        C.Kind == Cleanup::Local || C.Kind == Cleanup::Reference || C.Kind == Cleanup::Function;
    return HasVariable && C.Variable == Variable;
  };
  uint32_t Node = Live;
  while (Node && !Is(Cleanups[Node])) {
    Younger.push_back(Node);
    Node = Cleanups[Node].Below;
  }
  if (!Node)
    return;
  Live = Cleanups[Node].Below;
  while (!Younger.empty()) {
    Cleanup Again = Cleanups[Younger.back()];
    Younger.pop_back();
    Again.Below = Live;
    Cleanups.push_back(std::move(Again));
    Live = static_cast<uint32_t>(Cleanups.size() - 1);
  }
}

/// Standard library functions whose exceptions belong to their normal use. That memory or
/// threads run out is not a way out we report.
static bool standardThrows(const FunctionDecl &F) {
  if (!F.getIdentifier())
    return false;
  static constexpr llvm::StringRef Throwers[] = {"at",
                                                 "value",
                                                 "stoi",
                                                 "stol",
                                                 "stoul",
                                                 "stoll",
                                                 "stoull",
                                                 "stof",
                                                 "stod",
                                                 "stold",
                                                 "any_cast",
                                                 "rethrow_exception",
                                                 "throw_with_nested",
                                                 "rethrow_if_nested"};
  if (llvm::is_contained(Throwers, F.getName()))
    return true;
  std::string Name = plainName(F);
  return Name == "std::future::get" || Name == "std::shared_future::get";
}

static bool isElementAccess(const FunctionDecl &F) {
  return F.getIdentifier() && F.getName() == "at";
}

/// "v.at(i)", "m.at(it->first)": an element that a loop has come to is there, in the container
/// that it goes over and in those that go with it.
static bool takesElementOfLoop(const Expr &E, const BodyIndex &Body) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  if (!Call || Call->getNumArgs() != 1)
    return false;
  auto Mentions = [&](auto &Self, const Stmt &S) -> bool {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
      const ValueDecl *Named = Ref->getDecl();
      if (const auto *Binding = dyn_cast<BindingDecl>(Named))
        Named = Binding->getDecomposedDecl();
      const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
      return Variable && Body.isLoopVariable(*Variable);
    }
    return llvm::any_of(S.children(),
                        [&](const Stmt *Child) { return Child && Self(Self, *Child); });
  };
  return Mentions(Mentions, *Call->getArg(0));
}

/// fmt, which became std::format: a format that does not fit is a mistake of the program, not a
/// way out of it. testing, of GoogleTest: a test that fails goes on. boost::get of a variant is as
/// std::get.
static bool isKnownNotToThrow(const FunctionDecl &F) {
  if (F.getIdentifier() && F.getName() == "get" && plainName(F) == "boost::get")
    return true;
  for (const DeclContext *Up = F.getDeclContext(); Up; Up = Up->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(Up))
      if (Space->getIdentifier() && (Space->getName() == "fmt" || Space->getName() == "testing") &&
          Space->getParent()->isTranslationUnit())
        return true;
  return false;
}

/// Where nothing tells, a function throws if the code around expects it: there is a try
/// block, or the file that declares it speaks of exceptions.
/// Nothing in there calls, makes or throws anything: a constructor that copies numbers.
static bool callsNothing(const Stmt &S) {
  if (const auto *Made = dyn_cast<CXXConstructExpr>(&S))
    if (!Made->getConstructor()->isTrivial())
      return false;
  return !isa<CallExpr, CXXNewExpr, CXXThrowExpr, CXXDynamicCastExpr>(S) &&
         llvm::all_of(S.children(),
                      [](const Stmt *Child) { return !Child || callsNothing(*Child); });
}

static bool callsNothing(const FunctionDecl &F) {
  const FunctionDecl *Definition = definitionIn(F);
  if (!Definition || !Definition->getBody() || !callsNothing(*Definition->getBody()))
    return false;
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition);
  return !Constructor || llvm::all_of(Constructor->inits(), [](const CXXCtorInitializer *Init) {
    return !Init->getInit() || callsNothing(*Init->getInit());
  });
}

/// It stands in the main file.
bool Lowering::isOurs(const FunctionDecl &Callee) const {
  const SourceManager &SM = Context.getSourceManager();
  return SM.isInMainFile(SM.getExpansionLoc(Callee.getLocation()));
}

/// A function without a body here, if no other unit tells of it.
bool Lowering::unseenThrows(const FunctionDecl &Callee, bool IsExpected) const {
  // A C library does not throw, and what is called like printf is a logger.
  if (Callee.isExternC() || Callee.isVariadic() || !IsExpected || isMadeNotToThrow(Callee) ||
      onlyTells(Callee))
    return false;
  if (Callee.isNoReturn() && !isMadeToThrow(Callee))
    return false;
  // Nobody plans for an exception that cannot be made, or for a constant that cannot.
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Method && isa<CXXConstructorDecl>(Method) &&
      (Method->isConstexpr() || isExceptionClass(*Method->getParent())))
    return false;
  // Qt is built to work without exceptions, whichever way its headers are found.
  llvm::StringRef Owner = Method && Method->getParent()->getIdentifier()
                              ? Method->getParent()->getName()
                              : llvm::StringRef();
  return isOurs(Callee) || Owner.size() < 2 || Owner[0] != 'Q' || !isUppercase(Owner[1]);
}

std::optional<When> Lowering::throws(const Expr &E, const FunctionDecl *Callee) const {
  if (!Context.getLangOpts().CXXExceptions)
    return std::nullopt;
  auto Always = [](bool Throws) { return Throws ? std::optional(When::Always) : std::nullopt; };
  bool IsExpected = Body.tryAround(E) || Clues.UnseenMayThrow(Callee ? *Callee : Function);
  if (!Callee) // Of a call that the compiler did not understand, nothing is known.
    return Always(IsExpected && !E.isTypeDependent());
  if (Callee->getBuiltinID() || Callee->hasAttr<NoThrowAttr>())
    return std::nullopt;
  if (const auto *Type = Callee->getType()->getAs<FunctionProtoType>()) {
    if (Type->getExceptionSpecType() == EST_Unevaluated ||
        Type->getExceptionSpecType() == EST_Uninstantiated)
      return std::nullopt; // Written by the compiler, or not needed yet.
    if (Type->canThrow() == CT_Cannot)
      return std::nullopt;
  }
  if (!Callee->isExternC()) {
    std::string Name = modelName(*Callee, Model);
    if (const FunctionModel *M = Model.find(Name); M && (M->Pure || M->TransactionTest))
      return std::nullopt;
    if (Model.throws(Name))
      return When::Always;
  }
  // What is not there is a mistake of the program; only who speaks of exceptions plans for it.
  if (Callee->getOverloadedOperator() == OO_Subscript && !isOurs(*Callee))
    return std::nullopt;
  auto IsElementInDoubt = [&] { return Body.tryAround(E) || Clues.UnseenMayThrow(Function); };
  bool System = isInSystemHeader(*Callee);
  if (System && isInStdNamespace(*Callee))
    return Always(
        standardThrows(*Callee) &&
        (!isElementAccess(*Callee) || (IsElementInDoubt() && !takesElementOfLoop(E, Body))));
  if (isKnownNotToThrow(*Callee))
    return std::nullopt;
  if (givesTheOnlyObject(*Callee) || (System && callsNothing(*Callee)))
    return std::nullopt;
  if (!System && definitionIn(*Callee))
    return When::Always; // The summary of the body knows.
  return unseenThrows(*Callee, IsExpected) ? When::Always : When::IfKnown;
}

void Lowering::addUnwind(Instruction &Call, const Expr &E, const FunctionDecl *Callee) {
  const std::optional<When> Throws = throws(E, Callee);
  if (!Throws || (*Throws == When::IfKnown && !Call.IsElsewhere))
    return;
  Call.Unwind = unwindFrom(E);
  Call.UnwindsIfKnown = *Throws == When::IfKnown;
}

uint32_t Lowering::unwindFrom(const Stmt &Where) { return pad(Live, Body.tryAround(Where)); }

uint32_t Lowering::pad(uint32_t Node, const CXXTryStmt *Try) {
  // Objects from before the try block stay.
  if (Try && !LiveAtTry.contains(Try)) {
    uint32_t Outside = Node;
    while (Outside && Body.isInside(Cleanups[Outside].Try, Try) && Cleanups[Outside].Try)
      Outside = Cleanups[Outside].Below;
    LiveAtTry[Try] = Outside;
  }
  if (Try && !(Cleanups[Node].Try && Body.isInside(Cleanups[Node].Try, Try)))
    Node = 0;
  auto [It, New] = PadIds.try_emplace({Node, Try}, FirstPad + static_cast<uint32_t>(Pads.size()));
  if (New)
    Pads.push_back({Node, Try});
  return It->second;
}

/// "app_error|std::runtime_error|std::exception": what a handler may ask for.
static std::string typeChain(QualType Type) {
  std::string Names;
  auto Add = [&](auto &Self, QualType T, unsigned Depth) -> void {
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    std::string Name =
        Record ? plainName(*Record) : T.getCanonicalType().getUnqualifiedType().getAsString();
    Names += (Names.empty() ? "" : "|") + Name;
    if (Record && Record->hasDefinition() && Depth < 16)
      for (const CXXBaseSpecifier &Base : Record->bases())
        Self(Self, Base.getType(), Depth + 1);
  };
  Add(Add, Type, 0);
  return Names;
}

void Lowering::lowerThrow(const CXXThrowExpr &E) {
  if (!E.getSubExpr() &&
      !Body.hasTry()) { // No exception is handled, most likely: the process ends.
    emit(Op::Assume, E.getBeginLoc(), false).A = constant(0, E.getBeginLoc());
    return;
  }
  std::string Type;
  if (const Expr *Object = E.getSubExpr()) {
    capture(lower(Object), Object->getExprLoc());
    if (!Object->isTypeDependent())
      Type = typeChain(Object->getType());
  }
  Instruction &I = emit(Op::Throw, E.getBeginLoc(), false);
  I.Name = std::move(Type);
  I.Number = E.getSubExpr() ? 0 : 1;
  Current->Successors.push_back(unwindFrom(E));
  Thrown = true;
}

void Lowering::lowerDispatch(const CFGBlock &Block, const CXXTryStmt &Try) {
  Current->End = Terminator::Catch;
  bool TakesAll = false;
  for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
    const CFGBlock *Target = Next.getReachableBlock();
    const auto *Handler = Target ? dyn_cast_or_null<CXXCatchStmt>(Target->getLabel()) : nullptr;
    auto It = Target ? BlockIds.find(Target) : BlockIds.end();
    if (!Handler || It == BlockIds.end())
      continue;
    std::string Type;
    if (QualType Caught = Handler->getCaughtType(); !Caught.isNull()) {
      std::string Chain = typeChain(Caught.getNonReferenceType());
      Type = Chain.substr(0, Chain.find('|'));
      if (takesUnknown(Caught.getNonReferenceType()))
        Type += '?';
    } else {
      TakesAll = true;
    }
    Current->Successors.push_back(It->second);
    Current->Catches.push_back(std::move(Type));
  }
  Current->Successors.push_back(TakesAll ? NoBlock : pad(Live, Body.tryAround(Try)));
}

/// An exception that comes from code we do not see is some std::exception, or a class of a
/// header. What only this file defines, or std::logic_error, was not meant for it.
bool Lowering::takesUnknown(QualType Type) const {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record)
    return false;
  if (isInStdNamespace(*Record))
    return Record->getName() == "exception" || Record->getName() == "runtime_error";
  const SourceManager &SM = Context.getSourceManager();
  return !SM.isInMainFile(SM.getExpansionLoc(Record->getLocation()));
}

/// One block per object and way out.
void Lowering::lowerPads() {
  llvm::DenseMap<const CXXTryStmt *, uint32_t> Handlers;
  for (const CFGBlock *B : Graph.try_blocks())
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(B->getTerminatorStmt()))
      if (auto It = BlockIds.find(B); It != BlockIds.end())
        Handlers[Try] = It->second;
  const auto *Type = Function.getType()->getAs<FunctionProtoType>();
  bool EndsProcess = (Type && Type->canThrow() == CT_Cannot) || isa<CXXDestructorDecl>(Function);
  for (size_t Index = 0; Index < Pads.size(); ++Index) { // Grows on the way.
    const auto [Node, Try] = Pads[Index];
    Facts.Blocks.resize(std::max(Facts.Blocks.size(), FirstPad + Index + 1));
    Current = &Facts.Blocks[FirstPad + Index];
    SourceLocation Where = Function.getBody()->getEndLoc();
    if (Node == 0) {
      if (Try) {
        auto It = Handlers.find(Try);
        if (It != Handlers.end())
          Current->Successors.push_back(It->second);
      } else if (!EndsProcess) {
        Current->End = Terminator::Unwind;
      }
      continue;
    }
    const Cleanup C = Cleanups[Node];
    switch (C.Kind) {
    case Cleanup::Local: destroy(addressOf(C.Variable, Where), C.Type, Where); break;
    case Cleanup::Reference:
      destroy(loadFrom(addressOf(C.Variable, Where), Where, true), C.Type, Where);
      break;
    case Cleanup::Member: destroy(field(thisPointer(Where), *C.Field, Where), C.Type, Where); break;
    case Cleanup::Base: destroyBase(thisPointer(Where), C.Type, Where); break;
    case Cleanup::Whole: destroy(thisPointer(Where), C.Type, Where); break;
    case Cleanup::Function: emitCall(*C.Callee, {addressOf(C.Variable, Where)}, Where); break;
    }
    uint32_t Next = pad(C.Below, Try);
    Facts.Blocks[FirstPad + Index].Successors.push_back(Next);
  }
}

/// Reverse post-order over everything, with the exit last; what nothing reaches goes.
void Lowering::sortBlocks() {
  uint32_t Exit = FirstPad - 1;
  std::vector<uint32_t> Order;
  std::vector<char> Seen(Facts.Blocks.size());
  auto EdgesOf = [&](uint32_t B) {
    std::vector<uint32_t> Next;
    for (const Instruction &I : Facts.Blocks[B].Instructions)
      if (I.Unwind != NoBlock && (Next.empty() || Next.back() != I.Unwind))
        Next.push_back(I.Unwind);
    for (uint32_t To : Facts.Blocks[B].Successors)
      if (To != NoBlock)
        Next.push_back(To);
    std::ranges::reverse(Next);
    return Next;
  };
  struct Visit {
    uint32_t Block;
    std::vector<uint32_t> Next;
    size_t Edge = 0;
  };
  std::vector<Visit> Visits;
  auto Enter = [&](uint32_t B) {
    if (!Seen[B]) {
      Seen[B] = 1;
      Visits.push_back({B, EdgesOf(B)});
    }
  };
  Enter(0);
  while (!Visits.empty()) {
    if (Visits.back().Edge < Visits.back().Next.size()) {
      Enter(Visits.back().Next[Visits.back().Edge++]);
      continue;
    }
    if (Visits.back().Block != Exit)
      Order.push_back(Visits.back().Block);
    Visits.pop_back();
  }
  std::ranges::reverse(Order);
  Order.push_back(Exit);
  std::vector<uint32_t> NewId(Facts.Blocks.size(), NoBlock);
  for (size_t I = 0; I < Order.size(); ++I)
    NewId[Order[I]] = static_cast<uint32_t>(I);
  std::vector<BlockFacts> Sorted;
  for (uint32_t Old : Order) {
    BlockFacts &B = Sorted.emplace_back(std::move(Facts.Blocks[Old]));
    for (uint32_t &To : B.Successors)
      To = To == NoBlock ? NoBlock : NewId[To];
    for (Instruction &I : B.Instructions)
      I.Unwind = I.Unwind == NoBlock ? NoBlock : NewId[I.Unwind];
  }
  Facts.Blocks = std::move(Sorted);
}

} // namespace connlint
