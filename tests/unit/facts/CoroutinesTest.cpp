// CoroutinesTest.cpp - what co_await, co_yield and co_return lower to.
#include "Lowered.h"

namespace connlint::test {
namespace {

const std::string Tasks =
    "namespace std {\n"
    "template <class R, class... A> struct coroutine_traits {\n"
    "  using promise_type = typename R::promise_type; };\n"
    "template <class P = void> struct coroutine_handle {\n"
    "  static coroutine_handle from_address(void *) noexcept; operator coroutine_handle<>() const; "
    "};\n"
    "struct suspend_always { bool await_ready() noexcept; void await_suspend(coroutine_handle<>) "
    "noexcept;\n"
    "  void await_resume() noexcept; };\n"
    "struct suspend_never : suspend_always {};\n"
    "}\n"
    "template <class T> struct promise { std::suspend_always initial_suspend() noexcept;\n"
    "  std::suspend_always final_suspend() noexcept; void return_value(T); void "
    "unhandled_exception();\n"
    "  std::suspend_always yield_value(T); };\n"
    "struct task { struct promise_type : promise<int *> { task get_return_object(); };\n"
    "  task(task &&); ~task(); bool await_ready() noexcept;\n"
    "  void await_suspend(std::coroutine_handle<>) noexcept; int *await_resume() noexcept; };\n"
    "struct detached { struct promise_type : promise<int *> { detached get_return_object(); }; };\n"
    "struct timer { bool await_ready() noexcept; void await_suspend(std::coroutine_handle<>) "
    "noexcept;\n"
    "  int await_resume() noexcept; };\n"
    "timer wait() noexcept; int *g() noexcept; void h(int *) noexcept;\n";

Lines told(const std::string &Body, const std::string &Returns = "task") {
  Lines All = Snippet::cxx(Tasks + Returns + " f() { " + Body + " }").of("f");
  std::erase_if(All, [](const std::string &Each) { // How an awaiter is asked is no matter here.
    return Each.find("coroutine_handle") != std::string::npos || Each.starts_with("declare tmp") ||
           Each.starts_with("tmp");
  });
  return All;
}

bool has(const Lines &All, const std::string &Part) {
  return std::ranges::any_of(
      All, [&](const std::string &Each) { return Each.find(Part) != std::string::npos; });
}

TEST(Coroutines, AnAwaitSuspendsBetweenAskingAndResuming) {
  Lines All = told("co_await wait(); co_return nullptr;");
  auto At = [&](const std::string &Part) {
    return std::ranges::find_if(
        All, [&](const std::string &Each) { return Each.find(Part) != std::string::npos; });
  };
  ASSERT_NE(At("suspend"), All.end());
  EXPECT_LT(At("timer::await_ready"), At("suspend"));
  EXPECT_LT(At("suspend"), At("timer::await_resume"));
}

TEST(Coroutines, NobodyDestroysWhatHasNoOwner) {
  EXPECT_EQ(std::ranges::count(told("co_await wait(); co_return nullptr;", "detached"), "suspend"),
            0);
}

TEST(Coroutines, WhatNeverSuspendsIsNoWayOut) {
  EXPECT_EQ(
      std::ranges::count(told("co_await std::suspend_never{}; co_return nullptr;"), "suspend"), 0);
}

TEST(Coroutines, AReturnedPointerIsTheResult) {
  Lines All = told("int *p = g(); co_return p;");
  EXPECT_TRUE(has(All, "return p")) << All.size();
  EXPECT_FALSE(has(All, "return_value"));
}

TEST(Coroutines, WhatIsYieldedIsGivenAway) {
  Lines All = told("int *p = g(); co_yield p; co_return nullptr;");
  EXPECT_TRUE(has(All, "capture"));
  EXPECT_EQ(std::ranges::count(All, "suspend"), 1);
}

TEST(Coroutines, AnAwaitedCoroutineOfTheUnitGivesItsResult) {
  Lines All = Snippet::cxx(Tasks + "task open() { co_return g(); }\n"
                                   "task f() { int *p = co_await open(); h(p); co_return p; }")
                  .of("f");
  EXPECT_TRUE(has(All, "p = #1")) << "the first call is open";
  EXPECT_FALSE(has(All, "await_resume"));
}

TEST(Coroutines, OneThatIsNotAwaitedGivesItAway) {
  Lines All = Snippet::cxx(Tasks + "task open() { co_return g(); }\n"
                                   "task f() { return open(); }")
                  .of("f");
  EXPECT_TRUE(has(All, "capture #1"));
}

TEST(Coroutines, TheObjectsOfTheFrameAreDestroyed) {
  FunctionFacts F = Snippet::cxx(Tasks + "struct G { ~G(); };\n"
                                         "task f() { G a; co_await wait(); co_return nullptr; }")
                        .facts("f");
  EXPECT_EQ(unwinding(F, "suspend"), (Lines{"G::~G(&a)", "leaves"})) << printFacts(F);
}

} // namespace
} // namespace connlint::test
