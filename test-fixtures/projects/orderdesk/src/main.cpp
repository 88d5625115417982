// Reads one request per line: show ID, pay ID CENTS, cancel ID REASON, merge FROM INTO,
// open CUSTOMER, invoice ID, stock ARTICLE, shortages, retention.
#include "handlers.h"
#include "log.h"
#include "outbox.h"
#include "pgpool.h"
#include "retention.h"
#include "stock.hpp"
#include <iostream>
#include <pthread.h>
#include <sstream>

namespace {

int stock(std::istream &arguments, bool all)
{
    try {
        orderdesk::StockDb db;
        if (all) {
            for (const std::string &article : db.shortages())
                std::cout << article << '\n';
            return 200;
        }
        std::string article;
        arguments >> article;
        std::cout << db.available(article) << '\n';
        return 200;
    } catch (const orderdesk::stock_error &error) {
        log_line("stock: %s", error.what());
        return 503;
    }
}

int dispatch(const std::string &line)
{
    std::istringstream arguments(line);
    std::string verb;
    int first = 0;
    arguments >> verb;
    if (verb == "stock" || verb == "shortages")
        return stock(arguments, verb == "shortages");
    if (verb == "retention")
        return retention_run() < 0 ? 503 : 200;
    if (!(arguments >> first))
        return 400;
    if (verb == "show")
        return handle_show(first);
    if (verb == "open")
        return handle_open_orders(first);
    if (verb == "invoice")
        return handle_invoice(first);
    if (verb == "pay") {
        long cents = 0;
        return arguments >> cents ? handle_pay(first, cents) : 400;
    }
    if (verb == "merge") {
        int into = 0;
        return arguments >> into ? handle_merge(first, into) : 400;
    }
    if (verb == "cancel") {
        std::string reason;
        std::getline(arguments >> std::ws, reason);
        return handle_cancel(first, reason.c_str());
    }
    return 404;
}

} // namespace

int main()
{
    pthread_t outbox;
    if (pthread_create(&outbox, nullptr, outbox_run, nullptr) != 0) {
        log_line("cannot start the outbox");
        return 1;
    }
    for (std::string line; std::getline(std::cin, line);)
        std::cout << dispatch(line) << std::endl;
    outbox_stop();
    pthread_join(outbox, nullptr);
    pgpool_destroy(orders_pool());
    return 0;
}
