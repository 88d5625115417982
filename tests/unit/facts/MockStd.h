// MockStd.h - the classes of the standard library that lowering knows by heart, reduced to
// what the snippets use. Snippets include it as a system header: #include <std.h>.
#ifndef CONNLINT_TESTS_UNIT_FACTS_MOCKSTD_H
#define CONNLINT_TESTS_UNIT_FACTS_MOCKSTD_H

namespace connlint::test {

inline constexpr char MockStd[] = R"(#pragma once
namespace std {
using nullptr_t = decltype(nullptr);
using size_t = decltype(sizeof(0));
template <class T> struct value_type_of { using type = T; using movable = T; };
template <class T> struct value_type_of<T &> { using type = T; };
template <class T> struct value_type_of<T &&> { using type = T; };
template <class T> using bare = typename value_type_of<T>::type;
template <class T> constexpr bare<T> &&move(T &&) noexcept;
template <class T> constexpr T &&forward(bare<T> &) noexcept;
template <class T> void swap(T &, T &) noexcept;
template <class T, class U = T> T exchange(T &, U &&) noexcept;
template <class T, T V> struct integral_constant { static constexpr T value = V; };

template <class T> struct default_delete { void operator()(T *) const noexcept; };
template <class T, class D = default_delete<T>> class unique_ptr {
public:
  unique_ptr() noexcept;
  unique_ptr(nullptr_t) noexcept;
  explicit unique_ptr(T *) noexcept;
  unique_ptr(T *, const D &) noexcept {}
  template <class E = D> unique_ptr(T *, typename value_type_of<E>::movable &&) noexcept {}
  unique_ptr(unique_ptr &&) noexcept;
  ~unique_ptr();
  unique_ptr &operator=(unique_ptr &&) noexcept;
  unique_ptr &operator=(nullptr_t) noexcept;
  T *get() const noexcept;
  T *release() noexcept;
  void reset(T * = nullptr) noexcept;
  void swap(unique_ptr &) noexcept;
  D &get_deleter() noexcept;
  T *operator->() const noexcept;
  T &operator*() const noexcept;
  explicit operator bool() const noexcept;
};
template <class T, class D> bool operator==(const unique_ptr<T, D> &, nullptr_t) noexcept;
template <class T, class... A> unique_ptr<T> make_unique(A &&...);

template <class T> class shared_ptr {
public:
  shared_ptr() noexcept;
  template <class U> explicit shared_ptr(U *);
  template <class U, class D> shared_ptr(U *, D) {}
  shared_ptr(const shared_ptr &) noexcept;
  shared_ptr(shared_ptr &&) noexcept;
  template <class U, class D> shared_ptr(unique_ptr<U, D> &&);
  ~shared_ptr();
  shared_ptr &operator=(const shared_ptr &) noexcept;
  shared_ptr &operator=(shared_ptr &&) noexcept;
  T *get() const noexcept;
  void reset() noexcept;
  T *operator->() const noexcept;
};

struct nullopt_t { explicit constexpr nullopt_t(int) {} };
inline constexpr nullopt_t nullopt{0};
template <class T> class optional {
public:
  optional() noexcept;
  optional(nullopt_t) noexcept;
  optional(T &&);
  optional(const T &);
  optional(const optional &);
  optional(optional &&);
  ~optional();
  optional &operator=(nullopt_t) noexcept;
  optional &operator=(T &&);
  template <class... A> T &emplace(A &&...);
  void reset() noexcept;
  T &operator*();
  T *operator->();
  bool has_value() const noexcept;
  explicit operator bool() const noexcept;
  char bytes[sizeof(T)];
};

template <class S> class function;
template <class R, class... A> class function<R(A...)> {
public:
  function() noexcept;
  function(nullptr_t) noexcept;
  template <class F> function(F) {}
  function(const function &);
  ~function();
  template <class F> function &operator=(F &&);
  R operator()(A...) const;
  explicit operator bool() const noexcept;
};

class exception { public: virtual ~exception(); virtual const char *what() const noexcept; };
class runtime_error : public exception { public: explicit runtime_error(const char *); };
class logic_error : public exception { public: explicit logic_error(const char *); };
int stoi(const char *);
long lround(double);
template <class I, class F> F for_each(I, I, F f) { return f; }
}
)";

} // namespace connlint::test

#endif
