// convert.h - between C++ types and Value, in both directions, without silent loss.
#ifndef CONNPOOL_CONVERT_H
#define CONNPOOL_CONVERT_H

#include "connpool/error.h"
#include "connpool/value.h"
#include <charconv>
#include <concepts>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace connpool {

inline Value to_value(const Value &value) { return value; }
inline Value to_value(std::nullopt_t) { return Null{}; }
inline Value to_value(const Bytes &bytes) { return bytes; }
inline Value to_value(std::string_view text) { return std::string(text); }
inline Value to_value(const std::string &text) { return text; }
/// A null pointer is NULL.
inline Value to_value(const char *text) { return text ? Value(std::string(text)) : Value(Null{}); }
template <std::integral T> Value to_value(T number) {
  if constexpr (std::same_as<T, bool>)
    return number;
  else if (!std::in_range<std::int64_t>(number))
    return std::to_string(number); // databases read it with all digits
  else
    return static_cast<std::int64_t>(number);
}
template <std::floating_point T> Value to_value(T number) { return static_cast<double>(number); }
template <class T> Value to_value(const std::optional<T> &value) {
  return value ? to_value(*value) : Value(Null{});
}

namespace detail {

[[noreturn]] inline void cannot_convert(const char *what) {
  throw QueryError(std::string("connpool: a column cannot be read as ") + what,
                   QueryError::Kind::Statement);
}

template <class T> T parse(const std::string &text) {
  T number{};
  const char *end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end)
    cannot_convert("a number");
  return number;
}

template <class T> struct Reader;

template <> struct Reader<Value> {
  static Value read(const Value &value) { return value; }
};
template <> struct Reader<std::string> {
  static std::string read(const Value &value) {
    if (const auto *text = std::get_if<std::string>(&value))
      return *text;
    if (const auto *number = std::get_if<std::int64_t>(&value))
      return std::to_string(*number);
    cannot_convert("text");
  }
};
template <> struct Reader<Bytes> {
  static Bytes read(const Value &value) {
    if (const auto *bytes = std::get_if<Bytes>(&value))
      return *bytes;
    cannot_convert("bytes");
  }
};
template <> struct Reader<bool> {
  static bool read(const Value &value) {
    if (const auto *truth = std::get_if<bool>(&value))
      return *truth;
    if (const auto *number = std::get_if<std::int64_t>(&value))
      return *number != 0; // MariaDB and SQLite have no other
    cannot_convert("a truth value");
  }
};
template <std::integral T> struct Reader<T> {
  static T read(const Value &value) {
    if (const auto *number = std::get_if<std::int64_t>(&value)) {
      if (!std::in_range<T>(*number))
        cannot_convert("a number of this size");
      return static_cast<T>(*number);
    }
    if (const auto *text = std::get_if<std::string>(&value))
      return parse<T>(*text);
    cannot_convert("a whole number");
  }
};
template <std::floating_point T> struct Reader<T> {
  static T read(const Value &value) {
    if (const auto *number = std::get_if<double>(&value))
      return static_cast<T>(*number);
    if (const auto *number = std::get_if<std::int64_t>(&value))
      return static_cast<T>(*number);
    if (const auto *text = std::get_if<std::string>(&value)) // numeric types come as text
      return parse<T>(*text);
    cannot_convert("a number");
  }
};
template <class T> struct Reader<std::optional<T>> {
  static std::optional<T> read(const Value &value) {
    if (std::holds_alternative<Null>(value))
      return std::nullopt;
    return Reader<T>::read(value);
  }
};

template <class T> struct MemberOf;
template <class Class, class Member> struct MemberOf<Member Class::*> {
  using type = Member;
};

inline void expect_columns(const Row &row, std::size_t count) {
  if (row.size() != count)
    throw QueryError("connpool: the row has " + std::to_string(row.size()) + " columns, not " +
                         std::to_string(count),
                     QueryError::Kind::Statement);
}

template <class T> struct RowReader {
  static T read(const std::vector<std::string> &, const Row &row) {
    if constexpr (requires { T::fields; }) {
      expect_columns(row, std::tuple_size_v<decltype(T::fields)>);
      T object{};
      std::size_t column = 0;
      std::apply(
          [&](auto... members) {
            ((object.*members =
                  Reader<typename MemberOf<decltype(members)>::type>::read(row[column++])),
             ...);
          },
          T::fields);
      return object;
    } else {
      expect_columns(row, 1);
      return Reader<T>::read(row[0]);
    }
  }
};
template <class... Columns> struct RowReader<std::tuple<Columns...>> {
  static std::tuple<Columns...> read(const std::vector<std::string> &, const Row &row) {
    expect_columns(row, sizeof...(Columns));
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return std::tuple<Columns...>{Reader<Columns>::read(row[I])...};
    }(std::index_sequence_for<Columns...>());
  }
};
template <> struct RowReader<std::map<std::string, Value>> {
  static std::map<std::string, Value> read(const std::vector<std::string> &columns,
                                           const Row &row) {
    std::map<std::string, Value> named;
    for (std::size_t i = 0; i < row.size(); ++i)
      named.emplace(columns[i], row[i]);
    return named;
  }
};

} // namespace detail

/// One row as a T; see fetch_all. On failure: throws QueryError.
template <class T> T to_row(const std::vector<std::string> &columns, const Row &row) {
  return detail::RowReader<T>::read(columns, row);
}

} // namespace connpool

#endif
