// Engine.h - the transfer functions of the solver. Private to flow/.
//
// One Engine solves one function. Its parts are in files of their own: Constraints.cpp (what a
// branch tells), Relations.cpp (how values compare), Memory.cpp (what memory holds),
// Reachability.cpp (when a handle is lost), Escape.cpp (when it is given away), Obligations.cpp
// (what else happens to it), ModelCalls.cpp, AcquireCalls.cpp, MethodCalls.cpp, MemoryCalls.cpp,
// SqlCalls.cpp, SummaryCalls.cpp, SummaryCases.cpp and UnknownCalls.cpp (what a call does),
// SeenHandles.cpp and SetUps.cpp (what the caller had and is lost), Containers.cpp (what loops
// release), Statuses.cpp (what a connection says of itself), Exceptions.cpp, Transfer.cpp
// (instructions), Branches.cpp, Naming.cpp (what people call things), Liveness.cpp (what may be
// forgotten), Join.cpp and JoinDead.cpp (two states become one) and Solver.cpp (the order in which
// blocks are visited).
#ifndef CONNLINT_FLOW_ENGINE_H
#define CONNLINT_FLOW_ENGINE_H

#include "flow/Solver.h"
#include <functional>
#include <set>

namespace connlint {

/// Reasons to wait that stand in models.
inline constexpr std::string_view SocketWait = "waits for a socket";
inline constexpr std::string_view LockWait = "waits for a lock";
inline constexpr std::string_view SleepWait = "sleeps";

/// "a >= b" for "a < b".
BinaryOp negate(BinaryOp Relation);
/// "b > a" for "a < b".
BinaryOp mirror(BinaryOp Relation);

class Engine {
public:
  Engine(const FunctionFacts &Function, const ResourceModel &Model, const EffectSource &Callees,
         const std::map<unsigned, SqlAction> &SqlTexts, const SolverLimits &Limits);
  FlowResult run();

private:
  using States = std::vector<State>;

  // --- Solver.cpp: blocks and joins.
  void findLoopHeads();
  void findBounds();
  void findRegisterLifetimes();
  void judgeInferred();
  void enter(uint32_t Block, State S);
  void process(uint32_t Block, State S);
  bool holdsAfter(State &S, Value Condition);
  void compact(uint32_t Block, States &Current);
  void leave(uint32_t Block, State S);
  void replace(uint32_t Block, State &Seen, State Joined);
  bool joinClose(uint32_t Block);
  void joinShared(uint32_t Block, State &S);

  // --- Containers.cpp
  bool canComeTo(const SourcePlace &Where, const std::set<uint32_t> &From) const;
  bool isInLoop(uint32_t Block) const;
  bool leavesAtOnce(const Incident &Lost, const std::set<uint32_t> &Emptied) const;
  void judgeContainers();

  // --- Join.cpp
  bool isBehindJoined(RegionId R) const;
  IntervalSet joinedRange(uint32_t Block, const IntervalSet &A, const IntervalSet &B) const;
  bool isPickedFrom(const Value *V, RegionId Array) const;
  /// The value that stands for two different ones in place Key of a block.
  Value joined(uint32_t Block, uint32_t Key, const Value *A, const Value *B);
  RegionId sharedArray(const Value *A, const Value *B) const;
  bool isAsAtEntry(const State &S, RegionId Place) const;
  bool isAsGood(const State &S, const Value *V, const State &Other, const Value *There,
                RegionId Place);
  bool settle(State &Into, const State &From, RegionId R, bool &Changed);
  bool join(uint32_t Block, State &Into, const State &From);

  // --- Liveness.cpp: what a state may forget.
  void findLiveVariables();
  void findLiveRegisters();
  void prune(State &S, uint32_t Block);
  void forgetUnreachable(State &S) const;
  std::vector<bool> namedSymbols(const State &S, const std::vector<char> *LiveIn = nullptr) const;
  bool canBeAsked(SymbolId Sym, const std::vector<bool> &Named,
                  const std::vector<char> *LiveIn) const;
  bool isAboutEntry(Value V) const;
  IntervalSet widened(const IntervalSet &Range) const;
  void ageJoined(State &S, uint32_t Block);

  // --- JoinDead.cpp
  bool canJoinDead(uint32_t Block, const State &A, const State &B) const;
  bool joinDead(uint32_t Block, State &Into, const State &From);
  std::optional<SymbolId> notBoth(const State &A, const State &B);
  bool joinDecided(State &Into, const State &From) const;
  bool joinNotes(State &Into, const State &From);

  // --- SeenHandles.cpp
  bool isSeen(const State &S, Value V) const;
  bool isFlaggedGone(const State &S, RegionId R) const;
  bool isOfFormerRound(RegionId R) const;
  /// New is about to be stored in R.
  void replaceSeen(State &S, RegionId R, const Instance &New);

  // --- SetUps.cpp
  void findSetUps();
  void findSettings();
  bool isCallersObject(Value V) const;
  void noteWorkedWith(State &S, Value Handle);
  /// A callee or this function may release the object after all.
  void noteMayEnd(State &S, Value Handle);
  void forgetObjects(State &S, RegionId Around);
  /// A call makes the object anew, whatever is in it.
  void setUp(State &S, Value Handle, uint32_t Resource);
  void reportLostObjects();

  // --- Transfer.cpp: instructions.
  void transfer(const Instruction &I, State &S);
  bool mayBeOwnedElsewhere(const State &S, Value Pointer) const;
  void transferCall(const Instruction &I, State S, States &Out);
  void transferKnownCall(const Instruction &I, State S, States &Out);
  void releaseByFormat(const Instruction &I, State &S);
  /// A call of what the caller gave us to call: the caller knows what it is.
  bool deferCall(const Instruction &I, State &S);
  void takeOver(State &S, Value V, const std::string &TypeName);
  /// The function is how borrowers give a connection back to the pool that the model describes:
  /// what comes in is ours to keep or to release.
  void takeBack(State &S);
  Value operand(const State &S, Reg R) const;
  /// What the call before gave cannot be null, or this path had ended in a crash.
  void noteDereferenced(State &S, Value Pointer);
  void setRegister(State &S, Reg R, Value V);
  void reportTransactions(State &S, IncidentKind Kind, uint32_t Where);
  void exitFunction(State S);

  // --- Branches.cpp
  bool leavesSoon(uint32_t Block) const;
  void doubt(Instance &I, uint32_t Next, uint32_t Other) const;
  void branch(const BlockFacts &B, State S);
  void branchSwitch(const BlockFacts &B, State S);

  // --- Exceptions.cpp
  static std::string_view standardException(std::string_view Name);
  /// The call of I throws: the state goes on in the landing pad, if there is one.
  void unwind(const Instruction &I, State S, std::string_view Callee, std::string_view Type);
  void catchException(const BlockFacts &B, State S);
  void abandon(State S);
  void leaveByException(State S);
  /// How what the exception leaves behind is lost.
  IncidentKind wayOutOf(const State &Flying) const;

  // --- Constraints.cpp
  IntervalSet rangeOf(const State &S, Value V) const;
  IntervalSet rangeOfSymbol(const State &S, SymbolId Sym) const;
  IntervalSet rangeOfOperation(const State &S, const SymbolInfo &Info) const;

  // --- Relations.cpp
  bool isCounter(Value V) const;
  unsigned outcomes(const State &S, Value Left, Value Right) const;
  std::optional<bool> answered(const State &S, const SymbolInfo &Question) const;
  /// "Left < Right", with the older symbol on the left, as all comparisons are kept.
  static SymbolInfo comparison(BinaryOp Relation, Value Left, Value Right);
  /// What the path knows of the answer, whether it has asked or not.
  IntervalSet rangeOfComparison(const State &S, const SymbolInfo &Question) const;
  using Facts = std::vector<std::pair<SymbolId, IntervalSet>>;
  /// How A in S and B in T alike compare with other values is Known of New.
  void relate(const State &S, Value A, const State &T, Value B, Value New, Facts &Known);

  /// False when no value is left: the path is impossible.
  bool constrain(State &S, SymbolId Sym, const IntervalSet &Set);
  bool constrainParts(State &S, SymbolId Sym, const IntervalSet &Now);
  bool constrain(State &S, Value V, const IntervalSet &Set);
  bool assume(State &S, Value V, bool Truth);
  Value compute(State &S, BinaryOp Operator, Value Left, Value Right);
  Value containerOf(Value Member, Value Name);
  Value computeLogical(State &S, SymbolKind Kind, Value Left, Value Right);
  /// The path has looked at V: acquires that V tells about count as checked.
  void noteChecked(State &S, Value V);
  /// Where the instruction with that number stands.
  SourcePlace placeOfSite(uint32_t Number) const;

  // --- Memory.cpp
  RegionId regionOf(Value Address);
  std::string placeName(RegionId R) const;
  /// What stands there for good: a function or a text.
  std::optional<Value> constantAt(RegionId R);
  Value read(State &S, RegionId R, bool Aggregate);
  /// A handle goes into a slot that is known, perhaps of an array.
  void noteSlot(const State &S, RegionId R, Value V);
  const Instance *keptInSome(const State &S, RegionId Slot) const;
  bool hasParts(const State &S, RegionId Object) const;
  /// True when a value that may name a handle was overwritten.
  bool write(State &S, RegionId R, Value V);
  void moveObjects(State &S, RegionId From, RegionId To);
  std::vector<std::pair<RegionId, Value>> placesAtWork(const State &S, RegionId R) const;
  void addSettings(State &S, RegionId R, std::vector<std::pair<RegionId, Value>> &Known);
  void forget(State &S, RegionId R);
  SymbolId fresh(State &S, SymbolKind Kind, uint32_t A, uint32_t B);
  std::vector<bool> mentionedSymbols(const State &S) const;
  /// Makes room for a new value of the symbol: what it was becomes the older one.
  void age(State &S, SymbolId New);
  void substitute(State &S, SymbolId From, std::optional<SymbolId> To);
  bool isExternal(const State &S, RegionId R) const;
  bool isOwnVariable(RegionId R) const;
  /// The array of which R is, or is in, some element that is not known; NoId: none.
  RegionId arrayAround(RegionId R) const;
  /// Which element of an array it is is not known.
  bool isSomeElement(RegionId R) const {
    return Table.region(R).Kind == RegionKind::Element && Table.region(R).A == NoId;
  }
  /// Stores handle V in such an element. False: it is none.
  bool keepInElement(State &S, RegionId R, Value V);
  bool holdsOthers(const State &S, RegionId R) const;
  /// The field of a handle that tells whether it is in error.
  bool isErrorField(const State &S, Value Handle, RegionId R) const;
  const VariableFacts *variableOf(RegionId Root) const;
  /// A parameter object that an unknown call has seen: what it held may be anywhere.
  bool isLostParameter(RegionId R, Value V) const;

  // --- Reachability.cpp
  /// Handles that something still names, on exit without the function's own variables.
  /// Thrown: by an exception, so that an object under construction is gone, too.
  std::set<Value> reachableValues(const State &S, bool AtExit, bool Thrown = false) const;
  /// Losing this value may lose a handle.
  bool mayNameHandle(const State &S, Value V) const;
  /// Reports and removes held instances that nothing names any more.
  void loseContainer(State &S, RegionId Array);
  void dropUnreachable(State &S, IncidentKind Kind, uint32_t Place, bool AtExit = false);

  // --- Escape.cpp
  void escape(State &S, Value V);
  void handOver(State &S, Value Handle);
  /// The unknown function Callee, called at Site, was given V and may have taken it.
  void suspect(State &S, Value V, const std::string &Callee);
  void escapeContents(State &S, RegionId R);
  void emptyContainersIn(State &S, RegionId Object);
  /// Names of the members of objects that hold the handle, or held it at entry.
  std::set<std::string> membersOf(const State &S, Value Handle, bool OnlyBehindPointers) const;
  /// A member of an object is left with what was acquired here.
  void noteKept(const State &S, const Instance &I);
  /// The handle itself, not an object around it, went to somebody else, or was released. The place
  /// To may be the same member of another object.
  void noteGivenUp(const State &S, Value Handle, RegionId To = NoId);
  /// The field of a closure whose body only uses what it has captured there.
  bool isOnlyUsedByClosure(const State &S, RegionId Part) const;
  /// V is an element of an array, which one is not known: so it may be any of its handles.
  void escapeWhereItCameFrom(State &S, Value V);

  // --- Obligations.cpp
  void noteLoss(State &S, const Instance &I, IncidentKind Kind, SourcePlace Where);
  void ageLosses(State &S, uint32_t Block);
  /// What S has lost is lost: the path ends, or goes into another.
  void reportLosses(State &S);
  void reportLossesBeyond(State &S, const State &Into);
  Incident describe(const State &S, const Instance &I, IncidentKind Kind, SourcePlace Where) const;
  void report(const State &S, const Instance &I, IncidentKind Kind, SourcePlace Where,
              std::string Api = {}, SourcePlace Other = {}, bool Derived = false);
  /// A use of the value by call Api: reports uses after release and without check.
  /// What Memory belongs to, if that has been released; or null.
  const Instance *releasedBehind(const State &S, Value Memory) const;
  /// The same for memory that an object, such as a view of a text, points to.
  const Instance *releasedInside(const State &S, Value Object) const;
  void use(State &S, Value V, const std::string &Api, bool NeedsCheck);
  /// For the callers: a value that was there at entry is used as a handle.
  void noteEntryUse(Value V);
  /// The path was told by an argument, "if (clear)", to release the handle that it returns: who has
  /// given that knows.
  bool isToldToRelease(const State &S);
  void noteEntryUnchecked(const State &S, Value V, const std::string &Api);
  bool releaseInElement(State &S, Value Handle);
  void release(State &S, Value Handle, uint32_t Resource, const std::string &Api,
               const SourcePlace &Where, bool FromSummary);
  /// A call that acquires Resource may come after the current instruction.
  bool mayAcquireLater(uint32_t Resource) const;
  /// What was acquired on Parent, and lives no longer than it.
  void releaseChildren(State &S, Value Parent);
  RegionId placeOf(Value V) const;
  Value transactedConnection(const State &S, Value Connection) const;
  RegionId objectAround(RegionId Part) const;
  bool isInObjectOfCaller(Value Address) const;
  bool isInSameObject(const State &S, Value Address, Value Handle) const;
  bool isPartOf(const State &S, Value Handle, Value Object) const;
  void finishTransaction(State &S, Value Connection, bool Commits);
  void testTransaction(const Instruction &I, const FunctionModel &M, States &Current);
  const StatusEffect *transactionTestOf(const std::string &Asked) const;
  void forgetTransactionTests(State &S, Value Connection);
  void applyTransactionTest(State &S, const SummaryCase::Constraint &Found, Value Answer);
  void checkNested(State &S, uint32_t Resource, uint32_t Source, const std::string &Api,
                   SourcePlace Inner, uint32_t OwnOrigin, const std::set<Value> &GivenBack = {});
  void checkBlocking(State &S, const std::string &Reason, const std::string &Api,
                     const Instruction &I, const std::set<Value> &NotHeld = {});
  bool isChecked(const Instance &I) const;
  bool isFailed(const State &S, const Instance &I) const;
  bool isLost(const State &S, Value Connection) const;
  bool hasBadStatus(const State &S, Value Handle) const;
  bool isInList(const State &S, SymbolId Node) const;
  bool isKeptElsewhere(const State &S, Value Handle) const;
  uint32_t origin(Origin O);
  void step(State &S, StepKind Kind, SourcePlace Where, std::string Message, unsigned Depth = 0);
  const ResourceType &resource(uint32_t Number) const { return Model.resources()[Number]; }
  const ResourceType &resource(const Instance &I) const { return resource(I.Resource); }

  // --- Naming.cpp
  std::string nameOf(const State &S, const Instance &I) const;
  std::string describeRegion(RegionId R) const;
  /// What a source argument says, comparable between calls; empty if it says nothing.
  std::string describeSource(const State &S, Value V) const;

  // --- ModelCalls.cpp
  void callModel(const Instruction &I, const FunctionModel &M, State S, States &Out);
  void callMethod(const Instruction &I, const FunctionModel &M, State S, States &Out);
  bool applies(const State &S, const Instruction &I, const std::optional<ArgumentIs> &If) const;
  bool mayApply(const State &S, const Instruction &I, const std::optional<ArgumentIs> &If) const;
  void applyReleases(const Instruction &I, const FunctionModel &M, States &Current);
  void useArgument(State &S, const FunctionModel &M, const std::string &Name,
                   const std::vector<Value> &Args, unsigned Index);
  Value answerOf(State &S, const Instruction &I, const FunctionModel &M,
                 const std::vector<Value> &Args);
  void derive(State &S, Value Answer, Value Base);
  bool isPrintedAsNumber(const std::vector<Value> &Args, size_t Index) const;
  bool isToldNotToWait(const State &S, const FunctionModel &M, const std::vector<Value> &Args);
  /// Buffers and out-parameters that the call may have written.
  void forgetOutputs(const Instruction &I, const FunctionModel &M, State &S);
  void applyMemory(const Instruction &I, const FunctionModel &M, State &S);
  void applySql(const Instruction &I, const FunctionModel &M, States &Current);
  Value textOf(const State &S, Value Given);
  const VariableFacts *parameterOfText(SymbolId Text) const;
  SqlAction sqlActionOf(const State &S, const SqlEffect &Sql, const Instruction &I);
  Value resultOf(State &S, const Instruction &I);

  // --- AcquireCalls.cpp
  Value argument(const State &S, const Instruction &I, unsigned Index) const;
  uint32_t sourceKey(const State &S, const Instruction &I, const std::vector<unsigned> &Args,
                     uint32_t Resource);
  void noteMadeReady(const State &S, Value Object);
  void noteOpened(State &S, uint32_t Resource, uint32_t Source, const std::string &Api,
                  uint32_t Origin);
  bool makesHandle(const State &S, const Instruction &I, const AcquireEffect &A) const;
  Instance acquired(State &S, const Instruction &I, const AcquireEffect &A);
  void applyAcquire(const Instruction &I, const AcquireEffect &A, States &Current);
  void acquireReturned(const Instruction &I, const AcquireEffect &A, Instance New, State S,
                       States &Next);
  void acquireByCode(const Instruction &I, const AcquireEffect &A, Instance New, State S,
                     States &Next);
  bool keepsNothing(State &S, RegionId Slot);
  void putAcquired(const Instruction &I, const AcquireEffect &A, Instance Mine, RegionId Slot,
                   State &S);
  SourcePlace madeAt(uint32_t Resource) const;
  bool isOwnMemory(const State &S, Value Object) const;
  void applyConnect(const Instruction &I, const FunctionModel &M, const ConnectEffect &C,
                    States &Current);
  void connect(const Instruction &I, Instance New, State &S);
  void failToConnect(const Instruction &I, Instance New, State &S);

  // --- Statuses.cpp
  Value statusOf(Value Handle, const std::string &StatusFunction, const CodeSet &Ok);
  Value comparedText(const std::vector<Value> &Args, const std::string &Name);
  void forgetComparisons(State &S, Value Text);
  void forgetAnswers(State &S, const std::function<bool(const SymbolInfo &)> &IsAffected);
  void invalidateStatus(State &S, Value Handle);
  /// The call may have changed the error field of the connection that A speaks of.
  void forgetErrorField(const Instruction &I, const AcquireEffect &A, State &S);
  /// A succeeded, so the status of the connection it went over is good.
  std::optional<SymbolId> errorOf(const Instruction &I, const AcquireEffect &A, State &S);
  void noteStatusOf(const Instruction &I, const AcquireEffect &A, State &S);
  /// False: the status is known to be good, so it cannot have failed.
  bool noteFailureOf(const Instruction &I, const AcquireEffect &A, State &S);
  std::optional<unsigned> connectionOf(const AcquireEffect &A) const;
  bool mentionsField(const std::string &Name) const;

  // --- SummaryCalls.cpp
  bool leavesRoom(const SummaryCase &Decided, const Instruction &I, State &S);
  bool isDecidedByEntry(const SummaryCase &C, const Instruction &I, State &S);
  /// V is what stands where Used says.
  bool usesForCertain(const Summary &Effects, const Term &Used, const Instruction &I,
                      const State &S, Value V);
  void callSummary(const Instruction &I, const Summary &Effects, State S, States &Out);
  struct Binding;
  /// By number: the new values of a case that is applied.
  using FreshValues = std::map<int64_t, SymbolId>;
  void makeFresh(const SummaryCase &C, Binding &B);
  bool applyCase(const Instruction &I, const Summary &Effects, const SummaryCase &C, State &S,
                 FreshValues &Fresh);
  Reg invocationRegister(size_t Call, size_t Part) const;
  void bindInvocations(const Instruction &I, const SummaryCase &C, State &S, FreshValues &Fresh);
  void invoke(const Instruction &I, const SummaryCase &C, const FreshValues &Fresh, State S,
              States &Out);
  void invokeBeforeReleases(const Instruction &I, const SummaryCase &C, const FreshValues &Fresh,
                            const State &Before, State After, States &Out);
  std::set<Value> keptByFlag(const Summary &Effects, const Instruction &I, const State &S);
  std::set<Value> trustedTo(const Summary &Destructor, const Instruction &I, const State &S);
  Value evaluate(const Term &T, Binding &B);
  RegionId locate(const Term &T, Binding &B);
  std::string substituteSource(const State &S, const std::string &Text,
                               const std::vector<ArgumentFacts> &Args);
  std::map<unsigned, SqlAction> sqlTextsOf(const State &S, const Instruction &I);

  // --- UnknownCalls.cpp
  void callUnknown(const Instruction &I, const std::string &Callee, State &S);
  void giveAwayWhatMayGo(const Instruction &I, const Summary &Effects, State &S);
  void acquireInferred(const Instruction &I, const std::string &Callee, State &S);
  void acquireUsed(State &S, Value Handle);
  void addInferred(State &S, Value Handle, uint32_t Resource, const std::string &Callee,
                   uint32_t Where);
  void forgetGlobals(State &S);
  void endTransactionsIn(State &S, RegionId Object);
  /// Whoever gets V gets what was obtained from it.
  void forgetObtained(State &S, Value V);
  /// Something that this function acquired lies in the object V, or in what was got from it.
  bool hasOwnInside(const State &S, Value V);
  /// Something of this state is named by, or stored in, the region.
  bool knowsAbout(const State &S, RegionId R) const;

  const FunctionFacts &Function;
  const ResourceModel &Model;
  const EffectSource &Callees;
  const std::map<unsigned, SqlAction> &SqlTexts;
  const SolverLimits &Limits;
  std::shared_ptr<Symbols> TablePtr = std::make_shared<Symbols>();
  Symbols &Table = *TablePtr;
  FlowResult Result;

  struct BlockInfo {
    bool IsLoopHead = false;
    std::vector<State> Seen;
    std::vector<State> Pending;
    unsigned Processed = 0;
    uint32_t FirstSite = 0;
    std::vector<char> LiveIn;    ///< By variable.
    std::set<Reg> LiveRegisters; ///< Written before the block, and perhaps read later.
    std::set<SymbolId> Joined;   ///< Symbols that stand for joined values here.
    /// By instruction: registers that are not read after it.
    std::vector<std::vector<Reg>> LastUses;
  };
  std::vector<BlockInfo> Blocks;
  /// By register: written by a literal.
  std::vector<char> IsLiteral;
  /// By register: the block that computes it.
  std::vector<uint32_t> DefinedIn;
  /// Numbers that the function compares with, and their neighbours: where a range that grows
  /// in a loop comes to rest.
  std::set<int64_t> Bounds;
  std::set<uint32_t> Work;
  /// Number of the current instruction in the function, and its place.
  uint32_t Site = 0;
  uint32_t Place = 0;
  uint32_t CurrentBlock = 0;
  /// Each outcome of a call takes as long as so many other instructions.
  static constexpr unsigned CostOfOutcome = 4;
  unsigned Steps = 0;
  bool Stopped = false;
  std::vector<Value> Invoked; ///< Calls of what was given, one in another.
  /// Variables whose address went where unknown calls can reach it.
  std::set<uint32_t> Exposed;
  /// Globals that a loop looks at: perhaps until somebody changes them.
  std::set<uint32_t> AskedInLoops;
  /// Questions that are asked to globals which do not change meanwhile, and what was asked so far.
  std::set<const Instruction *> SettingLoads;
  std::set<RegionId> SettingPlaces;
  /// Symbols of calls that always give the same for the same arguments: "app_dsn(\"x\")".
  std::map<SymbolId, std::string> Descriptions;
  /// What unknown functions handed out: see FlowResult::ReleasedResultsOf for the names.
  std::map<SymbolId, std::set<std::string>> UnknownResults;
  /// With what arguments: what they gave may be a part of one of these.
  std::map<SymbolId, std::vector<Value>> ObtainedFrom;
  /// What they left behind an argument: where.
  std::map<SymbolId, uint32_t> UnknownOuts;
  /// Handles in memory from such functions that this function has initialised.
  std::set<SymbolId> MadeReady;
  /// What calls that may have taken a handle returned, by place of the call.
  std::map<uint32_t, Value> SuspectResults;
  std::vector<Incident> Losses;
  /// Some call of the function makes an object anew.
  bool SetsObjectsUp = false;
  /// Objects of the caller that were made anew after they were worked with, unless some path
  /// knows how to end them first.
  std::vector<std::pair<Value, Incident>> LostObjects;
  std::set<Value> MayEnd;
  /// Origins of connections that only an inference says are ours.
  std::set<uint32_t> InferredConnections;
  /// Places from which pointers were read, not numbers such as flags.
  std::set<RegionId> PointerPlaces;
  SourcePlace LastExit; ///< The last way out in the source that some path takes.
  /// Values that were read from some element of an array, with the array.
  std::map<SymbolId, RegionId> PickedFrom;
  /// By origin: the array (or variable) in one slot of which a handle was put. A loop may empty it.
  std::map<uint32_t, RegionId> ArrayOf;
  /// Texts that meet in a joined value.
  std::map<SymbolId, std::set<uint32_t>> JoinedTexts;
  std::map<SymbolId, IntervalSet> StatusOk;
  /// By resource: its status function and the codes that mean usable.
  std::map<uint32_t, std::pair<std::string, CodeSet>> StatusFunctions;
  bool Rethrows = false; ///< Some handler of the function throws what it has caught.
  /// The result of the current instruction is read somewhere.
  bool ResultIsRead = true;
  std::set<std::tuple<int, uint32_t, SourcePlace>> Reported;
};

} // namespace connlint

#endif
