// gtest.h - as much of GoogleTest as the fixtures need: how its assertions compare and leave.
#ifndef MOCK_GTEST_H
#define MOCK_GTEST_H

namespace testing {

struct Message {
  template <class T> Message &operator<<(const T &Value);
};

struct TestPartResult {
  enum Type { kSuccess, kNonFatalFailure, kFatalFailure };
};

class AssertionResult {
public:
  AssertionResult(const AssertionResult &Other);
  template <class T> explicit AssertionResult(const T &Success);
  ~AssertionResult();
  operator bool() const;
  const char *message() const;
};

namespace internal {

struct EqHelper {
  template <class A, class B>
  static AssertionResult Compare(const char *, const char *, const A &Left, const B &Right);
};
template <class A, class B>
AssertionResult CmpHelperNE(const char *, const char *, const A &Left, const B &Right);

class AssertHelper {
public:
  AssertHelper(TestPartResult::Type Type, const char *File, int Line, const char *Text);
  ~AssertHelper();
  void operator=(const Message &Message) const;
};

} // namespace internal
} // namespace testing

#define GTEST_MESSAGE_(text, type)                                                                 \
  ::testing::internal::AssertHelper(type, __FILE__, __LINE__, text) = ::testing::Message()
#define GTEST_FATAL_FAILURE_(text)                                                                 \
  return GTEST_MESSAGE_(text, ::testing::TestPartResult::kFatalFailure)
#define GTEST_NONFATAL_FAILURE_(text)                                                              \
  GTEST_MESSAGE_(text, ::testing::TestPartResult::kNonFatalFailure)
#define GTEST_ASSERT_(expression, on_failure)                                                      \
  switch (0)                                                                                       \
  case 0:                                                                                          \
  default:                                                                                         \
    if (const ::testing::AssertionResult gtest_ar = (expression))                                  \
      ;                                                                                            \
    else                                                                                           \
      on_failure(gtest_ar.message())

#define ASSERT_TRUE(condition)                                                                     \
  GTEST_ASSERT_(::testing::AssertionResult(condition), GTEST_FATAL_FAILURE_)
#define EXPECT_TRUE(condition)                                                                     \
  GTEST_ASSERT_(::testing::AssertionResult(condition), GTEST_NONFATAL_FAILURE_)
#define ASSERT_EQ(a, b)                                                                            \
  GTEST_ASSERT_(::testing::internal::EqHelper::Compare(#a, #b, a, b), GTEST_FATAL_FAILURE_)
#define EXPECT_EQ(a, b)                                                                            \
  GTEST_ASSERT_(::testing::internal::EqHelper::Compare(#a, #b, a, b), GTEST_NONFATAL_FAILURE_)
#define ASSERT_NE(a, b)                                                                            \
  GTEST_ASSERT_(::testing::internal::CmpHelperNE(#a, #b, a, b), GTEST_FATAL_FAILURE_)
#define EXPECT_NE(a, b)                                                                            \
  GTEST_ASSERT_(::testing::internal::CmpHelperNE(#a, #b, a, b), GTEST_NONFATAL_FAILURE_)

#define TEST(suite, name)                                                                          \
  struct suite##_##name##_Test {                                                                   \
    void TestBody();                                                                               \
  };                                                                                               \
  void suite##_##name##_Test::TestBody()

#endif
