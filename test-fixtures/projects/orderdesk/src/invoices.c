#include "invoices.h"
#include "log.h"
#include "orders.h"
#include "pgpool.h"
#include <stdio.h>
#include <stdlib.h>

/* Invoice numbers must have no holes, so the counter is a row and not a sequence. */
static int next_number(void)
{
    int number = -1;
    PGconn *conn = pgpool_get(orders_pool());
    if (!conn)
        return -1;
    PGresult *res = PQexec(conn, "UPDATE counters SET n = n + 1 WHERE name = 'invoice' RETURNING n");
    if (PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) == 1)
        number = atoi(PQgetvalue(res, 0, 0));
    PQclear(res);
    pgpool_put(orders_pool(), conn);
    return number;
}

static int invoice_insert(PGconn *conn, const struct order *order, int number)
{
    char text[2][24];
    const char *values[2] = { text[0], text[1] };
    snprintf(text[0], sizeof text[0], "%d", number);
    snprintf(text[1], sizeof text[1], "%d", order->id);
    PGresult *res = PQexecParams(conn, "INSERT INTO invoices (number, order_id) VALUES ($1, $2)", 2,
                                 NULL, values, NULL, NULL, 0);
    int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
    return ok ? 0 : -1;
}

int invoice_create(int order_id, int *number)
{
    struct order order;
    int rc;
    PGconn *conn = pgpool_get(orders_pool());
    if (!conn)
        return -1;
    rc = order_load(conn, order_id, &order);
    if (rc != 0)
        goto out;
    if (order.state != ORDER_PAID) {
        log_line("order %d is not paid", order_id);
        rc = 1;
        goto out;
    }
    *number = next_number();
    rc = *number < 0 ? -1 : invoice_insert(conn, &order, *number);
out:
    pgpool_put(orders_pool(), conn);
    return rc;
}
