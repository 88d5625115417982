// libpq_values.cpp - values as PostgreSQL's text, and back.
#include "libpq_values.h"
#include "connpool/error.h"
#include <charconv>

namespace connpool::libpq {

namespace {

// Types of the server that have a counterpart in Value; the numbers are part of its
// protocol.
constexpr Oid type_bool = 16, type_bytea = 17, type_int8 = 20, type_int2 = 21, type_int4 = 23,
              type_oid = 26, type_float4 = 700, type_float8 = 701;

std::string text_of(const Value &value) {
  struct {
    std::string operator()(Null) const { return {}; }
    std::string operator()(bool value) const { return value ? "t" : "f"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const {
      char text[32];
      return {text, std::to_chars(text, text + sizeof(text), value).ptr};
    }
    std::string operator()(const std::string &value) const {
      if (value.find('\0') != value.npos)
        throw QueryError("postgresql: text cannot contain a zero byte",
                         QueryError::Kind::Statement);
      return value;
    }
    std::string operator()(const Bytes &value) const {
      return {reinterpret_cast<const char *>(value.data()), value.size()};
    }
  } visitor;
  return std::visit(visitor, value);
}

template <class Number> Number parse_number(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Value column(const PGresult *result, int row, int index) {
  if (PQgetisnull(result, row, index))
    return Null{};
  const std::string_view text(PQgetvalue(result, row, index),
                              static_cast<std::size_t>(PQgetlength(result, row, index)));
  switch (PQftype(result, index)) {
  case type_bool: return text == "t";
  case type_int2:
  case type_int4:
  case type_int8:
  case type_oid: return parse_number<std::int64_t>(text);
  case type_float4:
  case type_float8: return parse_number<double>(text);
  case type_bytea: {
    std::size_t size = 0;
    const std::unique_ptr<unsigned char, decltype(&PQfreemem)> bytes(
        PQunescapeBytea(reinterpret_cast<const unsigned char *>(text.data()), &size), &PQfreemem);
    if (!bytes)
      throw std::bad_alloc();
    const auto *first = reinterpret_cast<const std::byte *>(bytes.get());
    return Bytes(first, first + size);
  }
  default: return std::string(text);
  }
}

} // namespace

Bound::Bound(std::span<const Value> parameters) {
  for (const Value &value : parameters)
    texts.push_back(text_of(value));
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool binary = std::holds_alternative<Bytes>(parameters[i]);
    values.push_back(std::holds_alternative<Null>(parameters[i]) ? nullptr : texts[i].c_str());
    lengths.push_back(static_cast<int>(texts[i].size()));
    formats.push_back(binary);
    types.push_back(binary ? type_bytea : Oid{0}); // 0: the server infers it
  }
}

ResultSet rows_of(const PGresult *result) {
  ResultSet set;
  const int columns = PQnfields(result);
  for (int i = 0; i < columns; ++i)
    set.columns.emplace_back(PQfname(result, i));
  const int count = PQntuples(result);
  set.rows.reserve(static_cast<std::size_t>(count));
  for (int row = 0; row < count; ++row) {
    Row &values = set.rows.emplace_back();
    values.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i)
      values.push_back(column(result, row, i));
  }
  set.affected = parse_number<std::uint64_t>(PQcmdTuples(const_cast<PGresult *>(result)));
  return set;
}

std::string without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
    text.pop_back();
  return text;
}

} // namespace connpool::libpq
