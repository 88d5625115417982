// query.h - statements with bound parameters, and rows as tuples, structs or maps.
//
//   execute(*lease, "UPDATE orders SET paid = ? WHERE id = ?", true, 7);
//   for (auto &[id, note] : fetch_all<std::tuple<int, std::optional<std::string>>>(*lease,
//   sql))
//
// Parameters are never pasted into the text. Their marks are the database's own: $1, $2 for
// PostgreSQL, ? for MariaDB and SQLite. A parameter is a number, a bool, text, Bytes, a
// Value, or an std::optional of these. What may be NULL is read as an std::optional; what
// the other side has no type for, such as dates and decimals, is text.
//
// On failure all of these throw QueryError: of the server's, or of the kind Statement when
// a column does not fit the type asked for. The statement has been run by then. Thread
// safety: as the connection's, one thread at a time.
#ifndef CONNPOOL_QUERY_H
#define CONNPOOL_QUERY_H

#include "connpool/convert.h"
#include "connpool/driver.h"
#include <map>

namespace connpool {

/// Parameters as Connection::run takes them.
template <class... Parameters> std::vector<Value> bound(const Parameters &...parameters) {
  return {to_value(parameters)...};
}

/// All rows and columns as they came.
template <class... Parameters>
ResultSet query(Connection &connection, std::string_view sql, const Parameters &...parameters) {
  return connection.run(sql, bound(parameters...));
}

/// Returns the number of rows that were inserted, updated or deleted.
template <class... Parameters>
std::uint64_t execute(Connection &connection, std::string_view sql,
                      const Parameters &...parameters) {
  return query(connection, sql, parameters...).affected;
}

/// Every row as a T: a std::tuple, a std::map from column to Value, a type that a single
/// column converts to, or a struct that lists its members in the order of the columns:
///   struct Order { int id; std::string note; static constexpr auto fields =
///   std::tuple(&Order::id, &Order::note); };
template <class T, class... Parameters>
std::vector<T> fetch_all(Connection &connection, std::string_view sql,
                         const Parameters &...parameters) {
  const ResultSet result = query(connection, sql, parameters...);
  std::vector<T> rows;
  rows.reserve(result.rows.size());
  for (const Row &row : result.rows)
    rows.push_back(to_row<T>(result.columns, row));
  return rows;
}

/// The first row as a T, or nothing when there is none. The others are read and dropped.
template <class T, class... Parameters>
std::optional<T> fetch_one(Connection &connection, std::string_view sql,
                           const Parameters &...parameters) {
  const ResultSet result = query(connection, sql, parameters...);
  if (result.rows.empty())
    return std::nullopt;
  return to_row<T>(result.columns, result.rows.front());
}

} // namespace connpool

#endif
