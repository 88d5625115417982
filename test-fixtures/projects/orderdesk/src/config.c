#include "config.h"
#include <stdlib.h>

static const char *text(const char *name, const char *fallback)
{
    const char *value = getenv(name);
    return value && *value ? value : fallback;
}

static int number(const char *name, int fallback, int low, int high)
{
    const char *value = getenv(name);
    int n = value ? atoi(value) : fallback;
    return n < low ? low : n > high ? high : n;
}

const struct config *config_get(void)
{
    static struct config config;
    if (!config.orders_dsn) {
        config.orders_dsn = text("ORDERS_DSN", "dbname=orders connect_timeout=5");
        config.stock_host = text("STOCK_HOST", "localhost");
        config.stock_user = text("STOCK_USER", "stock");
        config.stock_name = text("STOCK_DB", "stock");
        config.pool_size = number("POOL_SIZE", 8, 1, 64);
        config.retention_days = number("RETENTION_DAYS", 90, 1, 3650);
    }
    return &config;
}
