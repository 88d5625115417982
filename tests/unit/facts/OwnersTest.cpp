// OwnersTest.cpp - the classes of the standard library that own something.
//
// A unique_ptr is an object with "$ptr" and its deleter in "$del"; an optional has "$value"
// and "$has". What their members do is told here in these words.
#include "Lowered.h"

namespace connlint::test {
namespace {

const std::string Std = "#include <std.h>\n"
                        "struct C; void close(C *); C *open(); void use(C *);\n"
                        "struct Close { void operator()(C *c) const noexcept; };\n"
                        "using Owner = std::unique_ptr<C, Close>;\n";

TEST(UniquePtr, HoldsAPointerAndCallsItsDeleterWithIt) {
  EXPECT_EQ(inCxx(Std + "void f() { Owner o(open()); }"),
            (Lines{"#1 = open()", "declare o", "zero o", "o.$ptr = #1",
                   "#2 = Close::operator()(&o.$del, o.$ptr) if set", "o.$ptr = 0"}));
}

TEST(UniquePtr, OfNothingIsZero) {
  EXPECT_EQ(inCxx(Std + "void f() { Owner o; }").at(1), "zero o");
  EXPECT_EQ(inCxx(Std + "void f() { Owner o(nullptr); }").at(1), "zero o");
  EXPECT_EQ(inCxx(Std + "void f() { Owner o = nullptr; }").at(1), "zero o");
}

TEST(UniquePtr, ADeleterThatIsAFunctionPointerIsCalled) {
  EXPECT_EQ(inCxx(Std + "void f() { std::unique_ptr<C, void (*)(C *)> o(open(), close); }"),
            (Lines{"#1 = open()", "declare o", "zero o", "o.$ptr = #1", "declare tmp",
                   "tmp = close", "o.$del = tmp", "#2 = (o.$del)(o.$ptr) if set", "o.$ptr = 0"}));
  EXPECT_EQ(inCxx(Std + "void f() { std::unique_ptr<C, decltype(&close)> o(open(), &close); }"),
            (Lines{"#1 = open()", "declare o", "zero o", "o.$ptr = #1", "declare tmp",
                   "tmp = close", "o.$del = tmp", "#2 = (o.$del)(o.$ptr) if set", "o.$ptr = 0"}));
}

TEST(UniquePtr, ADeleterThatIsALambdaIsCalledWithItsClosure) {
  Lines L = inCxx(Std + "void f(int n) { auto d = [n](C *c) { close(c); };"
                        "std::unique_ptr<C, decltype(d)> o(open(), d); }");
  EXPECT_EQ(L.at(L.size() - 2), "#2 = f::operator()(&o.$del, o.$ptr) if set")
      << ::testing::PrintToString(L);
  EXPECT_EQ(std::ranges::count(L, "o.$del = d"), 1) << ::testing::PrintToString(L);
}

TEST(UniquePtr, ADeleterThatIsAReferenceIsCalledWithTheAddress) {
  Lines L = inCxx(Std + "void f(Close &d) { std::unique_ptr<C, Close &> o(open(), d); }");
  EXPECT_EQ(std::ranges::count(L, "o.$del = d"), 1) << ::testing::PrintToString(L);
  EXPECT_EQ(L.at(L.size() - 2), "#2 = Close::operator()(o.$del, o.$ptr) if set");
}

TEST(UniquePtr, ADeleterThatIsAConstantIsItsFunction) {
  EXPECT_EQ(inCxx(Std + "void f() { std::unique_ptr<C, std::integral_constant<void (*)(C *), "
                        "&close>> o(open()); }")
                .at(4),
            "#2 = close(o.$ptr) if set");
}

TEST(UniquePtr, TheDefaultDeleterDeletes) {
  EXPECT_EQ(inCxx(Std + "struct K { ~K(); }; void f(K *k) { std::unique_ptr<K> o(k); }"),
            (Lines{"declare o", "zero o", "o.$ptr = k", "#1 = K::~K(o.$ptr) if set",
                   "#2 = operator delete(o.$ptr) if set", "o.$ptr = 0"}));
}

TEST(UniquePtr, TheDefaultDeleterOfABaseClassIsNotFollowed) {
  EXPECT_EQ(
      inCxx(Std + "struct K { virtual ~K(); }; void f(K *k) { std::unique_ptr<K> o(k); }").at(3),
      "capture o.$ptr");
}

TEST(UniquePtr, AMoveLeavesTheOldOwnerEmpty) {
  Lines L = inCxx(Std + "void f(Owner &a) { Owner o = std::move(a); }");
  EXPECT_EQ(L, (Lines{"declare o", "o.$ptr = a->$ptr", "o.$del = a->$del", "a->$ptr = 0",
                      "#1 = Close::operator()(&o.$del, o.$ptr) if set", "o.$ptr = 0"}));
}

TEST(UniquePtr, AMoveAssignmentReleasesTheOldAfterTheNewHasCome) {
  EXPECT_EQ(inCxx(Std + "void f(Owner &a, Owner &b) { a = std::move(b); }"),
            (Lines{"declare tmp", "tmp.$ptr = b->$ptr", "tmp.$del = b->$del", "b->$ptr = 0",
                   "#1 = Close::operator()(&a->$del, a->$ptr) if set", "a->$ptr = 0",
                   "a->$ptr = tmp.$ptr", "a->$del = tmp.$del", "tmp.$ptr = 0", "declare tmp"}));
}

TEST(UniquePtr, ANullAssignmentReleases) {
  EXPECT_EQ(inCxx(Std + "void f(Owner &a) { a = nullptr; }"),
            (Lines{"#1 = Close::operator()(&a->$del, a->$ptr) if set", "a->$ptr = 0"}));
}

TEST(UniquePtr, GetAndItsOperatorsReadThePointer) {
  EXPECT_EQ(inCxx(Std + "C *f(Owner &a) { return a.get(); }"), Lines{"return a->$ptr"});
  EXPECT_EQ(inCxx("#include <std.h>\nstruct K { int x; }; int f(std::unique_ptr<K> &a) {"
                  "return a->x + (*a).x; }"),
            Lines{"return (a->$ptr->x + a->$ptr->x)"});
}

TEST(UniquePtr, ReleaseGivesThePointerAway) {
  EXPECT_EQ(inCxx(Std + "void f(Owner &a) { use(a.release()); }"),
            (Lines{"a->$ptr = 0", "#1 = use(a->$ptr)"}));
}

TEST(UniquePtr, ResetReleasesTheOldAndTakesTheNew) {
  EXPECT_EQ(inCxx(Std + "void f(Owner &a) { a.reset(); }"),
            (Lines{"a->$ptr = 0", "#1 = Close::operator()(&a->$del, a->$ptr) if set"}));
  EXPECT_EQ(
      inCxx(Std + "void f(Owner &a) { a.reset(open()); }"),
      (Lines{"#1 = open()", "a->$ptr = #1", "#2 = Close::operator()(&a->$del, a->$ptr) if set"}));
}

TEST(UniquePtr, IsAskedForItsPointer) {
  FunctionFacts F = Snippet::cxx(Std + "void f(Owner &a) { if (a) use(nullptr); }").facts("f");
  EXPECT_TRUE(terminator(F, 1).starts_with("branch (a->$ptr != 0)")) << printFacts(F);
  F = Snippet::cxx(Std + "void f(Owner &a) { if (!a) use(nullptr); }").facts("f");
  EXPECT_TRUE(terminator(F, 1).starts_with("branch !(a->$ptr != 0)")) << printFacts(F);
  EXPECT_EQ(inCxx(Std + "bool f(Owner &a) { return a == nullptr; }"),
            Lines{"return (a->$ptr == 0)"});
  EXPECT_EQ(inCxx(Std + "bool f(Owner &a) { return a != nullptr; }").back(),
            "return !(a->$ptr == 0)");
}

TEST(UniquePtr, SwapExchangesTheWholeOwners) {
  EXPECT_EQ(inCxx(Std + "void f(Owner &a, Owner &b) { a.swap(b); }"),
            (Lines{"tmp = *a", "*a = *b", "*b = tmp", "declare tmp"}));
  EXPECT_EQ(inCxx(Std + "void f(Owner &a, Owner &b) { std::swap(a, b); }"),
            (Lines{"tmp = *a", "*a = *b", "*b = tmp", "declare tmp"}));
}

TEST(UniquePtr, MadeByTheLibraryOwnsANewObject) {
  EXPECT_EQ(
      inCxx("#include <std.h>\nstruct K { K(int); ~K(); int x; };"
            "void f() { auto o = std::make_unique<K>(3); }"),
      (Lines{"#1 = operator new()", "declare tmp", "tmp = 3", "#2 = K::K(#1, tmp)", "declare tmp2",
             "zero tmp2", "tmp2.$ptr = #1", "declare o", "o = tmp2", "declare tmp2",
             "#3 = K::~K(o.$ptr) if set", "#4 = operator delete(o.$ptr) if set", "o.$ptr = 0"}));
}

TEST(UniquePtr, IsReturnedAsAValue) {
  EXPECT_EQ(inCxx(Std + "Owner f() { Owner o(open()); return o; }"),
            (Lines{"#1 = open()", "declare o", "zero o", "o.$ptr = #1", "declare tmp", "tmp = o",
                   "return tmp"}));
  EXPECT_EQ(inCxx(Std + "Owner f() { return Owner(open()); }"),
            (Lines{"#1 = open()", "declare tmp", "zero tmp", "tmp.$ptr = #1", "return tmp"}));
}

TEST(UniquePtr, IsAMemberOfAnObjectThatIsDestroyed) {
  EXPECT_EQ(inCxx(Std + "struct S { Owner o; int x; }; void f() { S s{Owner(open()), 1}; }").back(),
            "s.o.$ptr = 0");
}

TEST(SharedPtr, CallsTheDeleterItWasGiven) {
  EXPECT_EQ(inCxx(Std + "void f() { std::shared_ptr<C> o(open(), close); }"),
            (Lines{"#1 = open()", "declare o", "zero o", "o.$ptr = #1", "zero o.$del",
                   "o.$del.$fn = close", "#2 = call o.$del(o.$ptr) if set", "zero o.$del",
                   "o.$ptr = 0"}));
  Lines L = inCxx(Std + "void f() { std::shared_ptr<C> o(open(), [](C *c) { close(c); }); }");
  EXPECT_EQ(std::ranges::count(L, "o.$del.$call = f::operator()"), 1)
      << ::testing::PrintToString(L);
}

TEST(SharedPtr, ACopyMayBeTheLastOne) {
  EXPECT_EQ(inCxx(Std + "void f(std::shared_ptr<C> &a) { std::shared_ptr<C> o = a; }"),
            (Lines{"declare o", "capture a->$ptr", "a->$ptr = ?", "o.$ptr = ?",
                   "#1 = call o.$del(o.$ptr) if set", "zero o.$del", "o.$ptr = 0"}));
}

TEST(SharedPtr, AMoveHandsOn) {
  EXPECT_EQ(inCxx(Std + "void f(std::shared_ptr<C> &a) { auto o = std::move(a); }").at(1),
            "o.$ptr = a->$ptr");
}

TEST(SharedPtr, FromAUniquePtrIsNotFollowed) {
  EXPECT_EQ(inCxx(Std + "void f(Owner &a) { std::shared_ptr<C> o(std::move(a)); }"),
            (Lines{"declare o", "capture a->$ptr", "a->$ptr = 0", "zero o",
                   "#1 = call o.$del(o.$ptr) if set", "zero o.$del", "o.$ptr = 0"}));
}

TEST(Optional, HasAValueOrNone) {
  EXPECT_EQ(inCxx(Std + "void f() { std::optional<Owner> o; }").at(1), "zero o");
  EXPECT_EQ(std::ranges::count(inCxx(Std + "void f() { std::optional<Owner> o = std::nullopt; }"),
                               "o.$has = 1"),
            0);
  Lines L = inCxx(Std + "void f(Owner &a) { std::optional<Owner> o(std::move(a)); }");
  EXPECT_EQ(Lines(L.begin(), L.begin() + 6),
            (Lines{"declare o", "zero o", "o.$value.$ptr = a->$ptr", "o.$value.$del = a->$del",
                   "a->$ptr = 0", "o.$has = 1"}));
}

TEST(Optional, DestroysWhatItHas) {
  Lines L = inCxx(Std + "void f() { std::optional<Owner> o; }");
  EXPECT_EQ(Lines(L.begin() + 2, L.end()),
            (Lines{"#1 = Close::operator()(&o.$value.$del, o.$value.$ptr) if set",
                   "o.$value.$ptr = 0", "zero o"}));
}

TEST(Optional, ResetAndNulloptDestroy) {
  Lines Destroyed{"#1 = Close::operator()(&a->$value.$del, a->$value.$ptr) if set",
                  "a->$value.$ptr = 0", "zero *a"};
  EXPECT_EQ(inCxx(Std + "void f(std::optional<Owner> &a) { a.reset(); }"), Destroyed);
}

TEST(Optional, IsAskedWhetherItHasAValue) {
  EXPECT_EQ(inCxx(Std + "bool f(std::optional<Owner> &a) { return a.has_value(); }"),
            Lines{"return (a->$has != 0)"});
  EXPECT_EQ(inCxx(Std + "C *f(std::optional<Owner> &a) { return a->get(); }"),
            Lines{"return a->$value.$ptr"});
}

TEST(Function, HoldsAClosureOrAPlainFunction) {
  EXPECT_EQ(inCxx(Std + "void f(C *c) { std::function<void(C *)> g = close; g(c); }"),
            (Lines{"declare g", "zero g", "g.$fn = close", "#1 = call g(c)"}));
  Lines L = inCxx(Std + "void f(C *c) { std::function<void()> g = [c] { close(c); }; g(); }");
  EXPECT_EQ(std::ranges::count(L, "g.$call = f::operator()"), 1) << ::testing::PrintToString(L);
  EXPECT_EQ(L.back(), "#1 = call g()");
}

TEST(Function, IsAskedWhetherItHoldsAny) {
  EXPECT_EQ(inCxx(Std + "bool f(std::function<void()> &g) { return bool(g); }"),
            Lines{"return (g->$call || g->$fn)"});
}

TEST(Exchange, IsAReadAndAWrite) {
  EXPECT_EQ(inCxx(Std + "C *f(C *&c) { return std::exchange(c, nullptr); }").back(), "return *c");
}

TEST(Swap, OfPointersExchangesThem) {
  EXPECT_EQ(inCxx(Std + "void f(C *&a, C *&b) { std::swap(a, b); }"),
            (Lines{"*a = *b", "*b = *a"}));
}

} // namespace
} // namespace connlint::test
