// Settings.cpp - globals that steer a function as a whole.
//
// "if (config.remote) db_open(&far); ... if (config.remote) db_close(&far);": a call between the
// two that nobody sees could change the setting, but who writes this counts on it not to. A global
// that decides whether the function goes on at all, as "while (!stopped)", is none.
#include "flow/Engine.h"

namespace connlint {
namespace {

class SettingFinder {
public:
  explicit SettingFinder(const FunctionFacts &F) : Function(F), Definitions(F.Registers) {
    for (const BlockFacts &B : Function.Blocks)
      for (const Instruction &I : B.Instructions)
        if (I.Dst != NoReg)
          Definitions[I.Dst] = &I;
  }

  std::set<const Instruction *> find() {
    for (uint32_t B = 0; B < Function.Blocks.size(); ++B)
      noteQuestions(B);
    for (const BlockFacts &B : Function.Blocks)
      for (const Instruction &I : B.Instructions)
        noteChanges(I);
    std::set<const Instruction *> Loads;
    for (const auto &[Place, Questions] : Asked)
      if (Questions.size() > 1 && !isNone(Place))
        Loads.insert(Questions.begin(), Questions.end());
    return Loads;
  }

private:
  /// "2.remote" for the address of that field in variable 2, if it is a global.
  std::string placeOf(Reg Address) const {
    const Instruction *I = Address == NoReg ? nullptr : Definitions[Address];
    if (I && I->Kind == Op::Address &&
        Function.Variables[static_cast<size_t>(I->Number)].Kind == VariableKind::Global)
      return std::to_string(I->Number);
    std::string Object = I && I->Kind == Op::Field ? placeOf(I->A) : "";
    return Object.empty() ? "" : Object + "." + I->Name;
  }

  void collectLoads(Reg Condition, std::vector<const Instruction *> &Loads) const {
    const Instruction *I = Condition == NoReg ? nullptr : Definitions[Condition];
    if (I && I->Kind == Op::Load && !I->IsPointer && !I->Aggregate)
      Loads.push_back(I);
    if (I && (I->Kind == Op::Not || (I->Kind == Op::Binary && isRelation(I->Operator))))
      for (Reg R : {I->A, I->B})
        collectLoads(R, Loads);
  }

  void noteQuestions(uint32_t Block) {
    std::vector<const Instruction *> Loads;
    collectLoads(Function.Blocks[Block].Condition, Loads);
    std::erase_if(Loads, [&](const Instruction *I) { return placeOf(I->A).empty(); });
    if (Loads.empty())
      return;
    const bool GoesOn = goesOnEitherWay(Block);
    for (const Instruction *I : Loads)
      if (GoesOn)
        Asked[placeOf(I->A)].insert(I);
      else
        Others.insert(placeOf(I->A));
  }

  void noteChanges(const Instruction &I) {
    if (I.Kind == Op::Store)
      Others.insert(placeOf(I.A));
    for (const ArgumentFacts &Arg : I.Args)
      if (!Arg.ToConst)
        Others.insert(placeOf(Arg.Value));
  }

  /// The place, or an object around it, is changed here, or asked for other reasons.
  bool isNone(const std::string &Place) const {
    return std::ranges::any_of(Others, [&](const std::string &Other) {
      return !Other.empty() && (Place == Other || Place.starts_with(Other + "."));
    });
  }

  std::set<uint32_t> blocksBehind(uint32_t First, uint32_t Branch) const {
    std::set<uint32_t> Behind;
    std::vector<uint32_t> Work{First};
    while (!Work.empty()) {
      const uint32_t Block = Work.back();
      Work.pop_back();
      if (Block == NoBlock || Block <= Branch || !Behind.insert(Block).second)
        continue;
      const std::vector<uint32_t> &Next = Function.Blocks[Block].Successors;
      Work.insert(Work.end(), Next.begin(), Next.end());
    }
    return Behind;
  }

  /// Both ways meet again, and none begins a new round of a loop around the branch.
  bool goesOnEitherWay(uint32_t Branch) const {
    const BlockFacts &Facts = Function.Blocks[Branch];
    if (Facts.End != Terminator::Branch || Facts.Successors.size() != 2)
      return false;
    const std::set<uint32_t> Yes = blocksBehind(Facts.Successors[0], Branch),
                             No = blocksBehind(Facts.Successors[1], Branch);
    return meets(Branch, Facts.Successors[0], Yes, No) &&
           meets(Branch, Facts.Successors[1], No, Yes);
  }

  bool meets(uint32_t Branch, uint32_t First, const std::set<uint32_t> &Way,
             const std::set<uint32_t> &Other) const {
    bool Meets = Other.contains(First);
    for (uint32_t Block : Way) {
      if (Other.contains(Block))
        continue;
      const BlockFacts &Facts = Function.Blocks[Block];
      const bool Leaves = std::ranges::any_of(Facts.Instructions, [](const Instruction &I) {
        return I.Kind == Op::Return || I.Kind == Op::Throw;
      });
      for (uint32_t Next : Facts.Successors) {
        if (Next <= Branch)
          return false;
        Meets |= !Leaves && Other.contains(Next);
      }
    }
    return Meets;
  }

  const FunctionFacts &Function;
  std::vector<const Instruction *> Definitions;
  std::map<std::string, std::set<const Instruction *>> Asked;
  std::set<std::string> Others;
};

} // namespace

void Engine::findSettings() {
  if (std::ranges::any_of(Function.Variables,
                          [](const VariableFacts &V) { return V.Kind == VariableKind::Global; }))
    SettingLoads = SettingFinder(Function).find();
}

/// The settings in R, with what is known of them.
void Engine::addSettings(State &S, RegionId R, std::vector<std::pair<RegionId, Value>> &Known) {
  for (RegionId Place : SettingPlaces)
    if (Table.isWithin(Place, R))
      Known.emplace_back(Place, read(S, Place, false));
}

} // namespace connlint
