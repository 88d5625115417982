// libpq_values.h - what the libpq driver's parts share: owners of libpq's handles, and
// values on their way to and from the server.
#ifndef CONNPOOL_LIBPQ_VALUES_H
#define CONNPOOL_LIBPQ_VALUES_H

#include "connpool/value.h"
#include <libpq-fe.h>
#include <memory>
#include <span>

namespace connpool::libpq {

struct Finish {
  void operator()(PGconn *connection) const { PQfinish(connection); }
};
using Handle = std::unique_ptr<PGconn, Finish>;
struct Clear {
  void operator()(PGresult *result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

/// Parameters as libpq takes them. On failure: throws QueryError for text with a zero byte.
struct Bound {
  explicit Bound(std::span<const Value> parameters);
  int count() const { return static_cast<int>(values.size()); }

  std::vector<std::string> texts;
  std::vector<const char *> values; ///< point into texts
  std::vector<int> lengths, formats;
  std::vector<Oid> types;
};

/// All rows and columns of a result that is no error, or how many rows it changed.
ResultSet rows_of(const PGresult *result);

/// A message of libpq without the line end that it has.
std::string without_line_end(std::string text);

} // namespace connpool::libpq

#endif
