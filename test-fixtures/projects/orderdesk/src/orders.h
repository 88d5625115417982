#ifndef ORDERDESK_ORDERS_H
#define ORDERDESK_ORDERS_H

#include <libpq-fe.h>

#ifdef __cplusplus
extern "C" {
#endif

enum order_state { ORDER_OPEN, ORDER_PAID, ORDER_SHIPPED, ORDER_CANCELLED };

struct order {
    int id;
    int customer;
    long total_cents;
    enum order_state state;
};

/* Statements on orders. All of them work on a connection that the caller has borrowed and
 * return 0 on success, -1 on a database error, 1 when there is no such order. */
int order_load(PGconn *conn, int id, struct order *order);
int order_set_state(PGconn *conn, int id, enum order_state state);
int order_count_open(PGconn *conn, int customer, int *count);
int order_cancel(PGconn *conn, int id, const char *reason);
int order_merge(PGconn *conn, int from, int into);

/* Runs one command; 0 when the server accepted it. */
int sql_run(PGconn *conn, const char *sql);

#ifdef __cplusplus
}
#endif
#endif
