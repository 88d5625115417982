#ifndef ORDERDESK_CONFIG_H
#define ORDERDESK_CONFIG_H

#ifdef __cplusplus
extern "C" {
#endif

/* Settings come from the environment; every one has a default. Strings live until exit. */
struct config {
    const char *orders_dsn;  /* ORDERS_DSN */
    const char *stock_host;  /* STOCK_HOST */
    const char *stock_user;  /* STOCK_USER */
    const char *stock_name;  /* STOCK_DB */
    int pool_size;           /* POOL_SIZE, 1..64 */
    int retention_days;      /* RETENTION_DAYS */
};

const struct config *config_get(void);

#ifdef __cplusplus
}
#endif
#endif
