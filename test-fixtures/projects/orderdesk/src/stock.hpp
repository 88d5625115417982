#ifndef ORDERDESK_STOCK_HPP
#define ORDERDESK_STOCK_HPP

#include <memory>
#include <mysql.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace orderdesk {

struct stock_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct FreeResult {
    void operator()(MYSQL_RES *rows) const noexcept { mysql_free_result(rows); }
};
using Rows = std::unique_ptr<MYSQL_RES, FreeResult>;

/// The warehouse's own database. One object per thread.
class StockDb {
public:
    /// Connects; throws stock_error when the warehouse is not there.
    StockDb();
    StockDb(const StockDb &) = delete;
    StockDb &operator=(const StockDb &) = delete;
    ~StockDb();

    /// Pieces in stock; throws stock_error for an unknown article.
    int available(const std::string &article);
    /// Articles below their reorder level.
    std::vector<std::string> shortages();

private:
    Rows query(const std::string &sql);

    MYSQL *handle_;
};

} // namespace orderdesk

#endif
