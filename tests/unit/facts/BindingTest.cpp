// BindingTest.cpp - what other units tell decides what is looked at, and what instructions mean.
#include "facts/Binding.h"
#include "Lowered.h"

namespace connlint::test {
namespace {

using Looks = std::vector<Look>;

FunctionOutline outline(std::vector<uint32_t> Callees, std::vector<uint32_t> Unseen = {}) {
  FunctionOutline F;
  F.Callees = std::move(Callees);
  F.Unseen = std::move(Unseen);
  return F;
}

UnitFacts unitOf(std::vector<FunctionOutline> Outlines) {
  UnitFacts Unit;
  Unit.Unseen = {"u:open", "u:die"};
  Unit.Outlines = std::move(Outlines);
  return Unit;
}

const KnownElsewhere Handles{{"u:open", Importance::Handles}};

/// Function f of the snippet, where the other units tell of all functions in Known.
FunctionFacts bound(const Snippet &S, const std::vector<std::string> &Known) {
  KnownElsewhere Told;
  for (const std::string &Usr : Known)
    Told.emplace(Usr, Importance::Handles);
  for (FunctionFacts F : S.open())
    if (F.Name == "f" || F.Name.ends_with("::f")) {
      bindFunction(F, Told);
      EXPECT_EQ(verifyFacts(F), "") << printFacts(F);
      return F;
    }
  throw std::runtime_error("no function f");
}

std::string usrOfCall(const FunctionFacts &F, const std::string &Name) {
  for (const BlockFacts &B : F.Blocks)
    for (const Instruction &I : B.Instructions)
      if (I.Kind == Op::Call && I.Name == Name)
        return I.Usr;
  return "no call";
}

TEST(Binding, CallersOfWhatIsToldAreLookedAtAndWhatTheyCall) {
  // 0 calls 1, which calls the unseen "open", and 2. 3 calls 2.
  const UnitFacts Unit = unitOf({outline({1}), outline({2}, {0}), outline({}), outline({2})});
  EXPECT_EQ(chooseFunctions(Unit, {}), (Looks{Look::None, Look::None, Look::None, Look::None}));
  EXPECT_EQ(chooseFunctions(Unit, Handles),
            (Looks{Look::Close, Look::Close, Look::Close, Look::None}));
  EXPECT_EQ(chooseFunctions(Unit, {{"u:open", Importance::Waits}}), Looks(4, Look::None));
  EXPECT_EQ(mayBeLookedAt(Unit), (std::vector<bool>{true, true, true, false}));
}

TEST(Binding, WhoMovesHandlesForOthersIsLookedAtWithoutItsCallers) {
  UnitFacts Unit = unitOf({outline({1}), outline({2}), outline({})});
  Unit.Outlines[1].MovesHandles = true;
  EXPECT_EQ(chooseFunctions(Unit, {}), (Looks{Look::None, Look::Close, Look::Close}));
}

TEST(Binding, WhatEndsInADeadEndIsLookedAtForItsEnd) {
  UnitFacts Unit = unitOf({outline({}, {1}), outline({})});
  Unit.Outlines[0].EndsIn = {1};
  Unit.Outlines[1].MayEnd = true;
  EXPECT_EQ(chooseFunctions(Unit, {}), (Looks{Look::None, Look::AtItsEnd}));
  EXPECT_EQ(chooseFunctions(Unit, {{"u:die", Importance::NeverReturns}}), Looks(2, Look::AtItsEnd));
}

TEST(Binding, OnlyWhatIsLookedAtIsLeft) {
  UnitFacts Unit = unitOf({outline({}, {0}), outline({}), outline({}, {0})});
  Unit.PrivateMembers = {{"kept", "Db"}, {"handed", "Db"}};
  Unit.Outlines[0].HandsOn = {0};
  Unit.Outlines[1].HandsOn = {1};
  Unit.Outlines[0].Facts = 1;
  Unit.Outlines[1].Facts = 0;
  Unit.Outlines[2].Name = "big";
  Unit.Outlines[2].WhyNot = "more than 5000 blocks";
  Unit.Functions = Snippet::c("void a(void) {} void b(void) {}").all();
  const UnitFacts Told = bindFacts(Unit, Handles);
  ASSERT_EQ(Told.Functions.size(), 1U);
  EXPECT_EQ(Told.Functions[0].Name, "b");
  EXPECT_FALSE(Told.Functions[0].MayOnlyEnd);
  EXPECT_EQ(Told.PrivateMembers, (std::vector<MemberFacts>{{"kept", "Db"}}));
  EXPECT_EQ(Told.GivenUp,
            (std::vector<std::pair<std::string, std::string>>{{"big", "more than 5000 blocks"}}));
  EXPECT_TRUE(Told.Outlines.empty());
  const UnitFacts Untold = bindFacts(Unit, {});
  EXPECT_TRUE(Untold.Functions.empty());
  EXPECT_TRUE(Untold.PrivateMembers.empty());
  EXPECT_TRUE(Untold.GivenUp.empty());
}

TEST(Binding, ACallHasTheNameOfWhatIsTold) {
  const Snippet S = Snippet::c("int load(int); static int here(void) { return 1; }\n"
                               "int f(void) { return load(here()); }");
  EXPECT_EQ(usrOfCall(bound(S, {}), "load"), "");
  EXPECT_EQ(usrOfCall(bound(S, {"c:@F@load"}), "load"), "c:@F@load");
  EXPECT_NE(usrOfCall(bound(S, {}), "here"), "");
}

TEST(Binding, AVirtualMethodMayBeAnother) {
  const Snippet S = Snippet::cxx("struct A { virtual int load(); int save(); };\n"
                                 "int f(A &a) { return a.load() + a.save(); }");
  const FunctionFacts F = bound(S, {"c:@S@A@F@load#", "c:@S@A@F@save#"});
  EXPECT_EQ(usrOfCall(F, "A::load"), "");
  EXPECT_EQ(usrOfCall(F, "A::save"), "c:@S@A@F@save#");
}

TEST(Binding, OnlyWhatIsToldThrowsWhereNobodySpeaksOfExceptions) {
  const Snippet S =
      Snippet::withoutExceptions("struct G { ~G(); }; void load(); void f() { G g; load(); }");
  EXPECT_EQ(unwinding(bound(S, {}), "load()"), Lines{"stays"});
  EXPECT_EQ(unwinding(bound(S, {"c:@F@load#"}), "load()"), (Lines{"G::~G(&g)", "leaves"}));
}

TEST(Binding, WhatAVariadicBodyDoesWithItsArgumentsIsNotFollowed) {
  const Snippet S = Snippet::c("void pass(int n, ...); void f(void *p) { pass(1, p); }");
  EXPECT_EQ(sentences(bound(S, {})), (Lines{"#1 = pass(1, p)"}));
  EXPECT_EQ(sentences(bound(S, {"c:@F@pass"})), (Lines{"capture p", "#1 = pass(1, p)"}));
}

TEST(Binding, ABaseKnowsItsObjectIfItsConstructorIsTold) {
  const Snippet S = Snippet::cxx("struct Base { Base(); }; struct D : Base { D() {} };\n"
                                 "void f() { D d; }");
  auto FirstArgument = [&](const KnownElsewhere &Known) {
    FunctionFacts D = S.open().front();
    bindFunction(D, Known);
    return sentences(D).front();
  };
  EXPECT_EQ(FirstArgument({}), "#1 = Base::Base(?)");
  EXPECT_EQ(FirstArgument({{"c:@S@Base@F@Base#", Importance::Little}}), "#1 = Base::Base(this)");
}

TEST(Binding, ADestructorOfABaseThatIsToldIsCalled) {
  const Snippet S = Snippet::cxx("struct Base { ~Base(); int *p; }; struct D : Base { ~D() {} };\n"
                                 "void f() { D d; }");
  auto Destructor = [&](const KnownElsewhere &Known) {
    for (FunctionFacts F : S.open())
      if (F.Name == "D::~D") {
        bindFunction(F, Known);
        return sentences(F);
      }
    return Lines{};
  };
  EXPECT_EQ(Destructor({}), Lines{"capture this->p"});
  EXPECT_EQ(Destructor({{"c:@S@Base@F@~Base#", Importance::Little}}),
            Lines{"#1 = Base::~Base(this)"});
}

} // namespace
} // namespace connlint::test
