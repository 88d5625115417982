#include "handlers.h"
#include "invoices.h"
#include "log.h"
#include "orders.h"
#include "pgpool.h"
#include <stdio.h>

enum { OK = 200, BAD_REQUEST = 400, NOT_FOUND = 404, CONFLICT = 409, UNAVAILABLE = 503 };

static int status_of(int rc)
{
    return rc == 0 ? OK : rc > 0 ? NOT_FOUND : UNAVAILABLE;
}

int handle_show(int order_id)
{
    struct order order;
    PGconn *conn = pgpool_get(orders_pool());
    if (!conn)
        return UNAVAILABLE;
    int rc = order_load(conn, order_id, &order);
    pgpool_put(orders_pool(), conn);
    if (rc == 0)
        printf("%d %d %ld %d\n", order.id, order.customer, order.total_cents, (int)order.state);
    return status_of(rc);
}

int handle_pay(int order_id, long cents)
{
    struct order order;
    PGconn *conn = pgpool_get(orders_pool());
    if (!conn)
        return UNAVAILABLE;

    int rc = order_load(conn, order_id, &order);
    if (rc != 0) {
        pgpool_put(orders_pool(), conn);
        return status_of(rc);
    }
    if (order.state != ORDER_OPEN) {
        log_line("order %d is not open", order_id);
        pgpool_put(orders_pool(), conn);
        return CONFLICT;
    }
    if (order.total_cents != cents) {
        log_line("order %d: expected %ld, got %ld", order_id, order.total_cents, cents);
        return BAD_REQUEST;
    }
    rc = order_set_state(conn, order_id, ORDER_PAID);
    pgpool_put(orders_pool(), conn);
    return status_of(rc);
}

int handle_cancel(int order_id, const char *reason)
{
    PGconn *conn = NULL;
    if (pgpool_try_get(orders_pool(), &conn) != 0)
        return UNAVAILABLE;
    int rc = order_cancel(conn, order_id, reason);
    pgpool_put(orders_pool(), conn);
    return status_of(rc);
}

int handle_merge(int from, int into)
{
    int rc = -1;
    PGconn *conn = NULL;
    if (from == into)
        return BAD_REQUEST;
    conn = pgpool_get(orders_pool());
    if (conn)
        rc = order_merge(conn, from, into);
    pgpool_put(orders_pool(), conn);
    return status_of(rc);
}

int handle_open_orders(int customer)
{
    int count = 0;
    PGconn *conn = pgpool_get(orders_pool());
    if (!conn)
        return UNAVAILABLE;
    int rc = order_count_open(conn, customer, &count);
    if (rc == 0)
        printf("%d\n", count);
    pgpool_put(orders_pool(), conn);
    return status_of(rc);
}

int handle_invoice(int order_id)
{
    int number = 0;
    int rc = invoice_create(order_id, &number);
    if (rc == 0)
        printf("%d\n", number);
    return status_of(rc);
}
