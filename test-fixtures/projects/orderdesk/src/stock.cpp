#include "stock.hpp"
#include "config.h"
#include <cstdlib>

namespace orderdesk {

StockDb::StockDb() : handle_(mysql_init(nullptr))
{
    if (!handle_)
        throw stock_error("out of memory");
    const config *settings = config_get();
    if (!mysql_real_connect(handle_, settings->stock_host, settings->stock_user, nullptr,
                            settings->stock_name, 0, nullptr, 0))
        throw stock_error(mysql_error(handle_));
}

StockDb::~StockDb() { mysql_close(handle_); }

Rows StockDb::query(const std::string &sql)
{
    if (mysql_real_query(handle_, sql.data(), sql.size()) != 0)
        throw stock_error(mysql_error(handle_));
    Rows rows(mysql_store_result(handle_));
    if (!rows)
        throw stock_error("no result set");
    return rows;
}

int StockDb::available(const std::string &article)
{
    std::string quoted(article.size() * 2 + 1, '\0');
    quoted.resize(mysql_real_escape_string(handle_, quoted.data(), article.data(), article.size()));
    Rows rows = query("SELECT pieces FROM stock WHERE article = '" + quoted + "'");
    MYSQL_ROW row = mysql_fetch_row(rows.get());
    if (!row)
        throw stock_error("unknown article " + article);
    return std::atoi(row[0]);
}

std::vector<std::string> StockDb::shortages()
{
    std::vector<std::string> articles;
    Rows rows = query("SELECT article FROM stock WHERE pieces < reorder_level");
    while (MYSQL_ROW row = mysql_fetch_row(rows.get()))
        articles.emplace_back(row[0]);
    return articles;
}

} // namespace orderdesk
