// value.h - what goes into and comes out of a statement, the same for every database.
#ifndef CONNPOOL_VALUE_H
#define CONNPOOL_VALUE_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace connpool {

using Null = std::monostate;
using Bytes = std::vector<std::byte>;

/// One parameter or one column of a row. Types without a counterpart here are text.
using Value = std::variant<Null, bool, std::int64_t, double, std::string, Bytes>;

/// One row, in the order of ResultSet::columns.
using Row = std::vector<Value>;

/// All that a statement gave back.
struct ResultSet {
  std::vector<std::string> columns;
  std::vector<Row> rows;
  std::uint64_t affected = 0; ///< rows inserted, updated or deleted
};

} // namespace connpool

#endif
