#include "orders.h"
#include "log.h"
#include <stdio.h>
#include <stdlib.h>

struct id_param {
    char text[16];
    const char *values[2];
};

static const char *const *id_values(struct id_param *param, int id, const char *second)
{
    snprintf(param->text, sizeof param->text, "%d", id);
    param->values[0] = param->text;
    param->values[1] = second;
    return param->values;
}

int sql_run(PGconn *conn, const char *sql)
{
    PGresult *res = PQexec(conn, sql);
    int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
    if (!ok)
        log_line("%s: %s", sql, PQresultErrorMessage(res));
    PQclear(res);
    return ok ? 0 : -1;
}

int order_load(PGconn *conn, int id, struct order *order)
{
    struct id_param param;
    int rc = -1;
    PGresult *res = PQexecParams(conn, "SELECT customer, total_cents, state FROM orders WHERE id = $1",
                                 1, NULL, id_values(&param, id, NULL), NULL, NULL, 0);
    if (PQresultStatus(res) != PGRES_TUPLES_OK)
        goto out;
    rc = 1;
    if (PQntuples(res) == 0)
        goto out;
    order->id = id;
    order->customer = atoi(PQgetvalue(res, 0, 0));
    order->total_cents = atol(PQgetvalue(res, 0, 1));
    order->state = (enum order_state)atoi(PQgetvalue(res, 0, 2));
    rc = 0;
out:
    PQclear(res);
    return rc;
}

int order_set_state(PGconn *conn, int id, enum order_state state)
{
    struct id_param param;
    char number[16];
    snprintf(number, sizeof number, "%d", (int)state);
    PGresult *res = PQexecParams(conn, "UPDATE orders SET state = $2 WHERE id = $1", 2, NULL,
                                 id_values(&param, id, number), NULL, NULL, 0);
    int rc = PQresultStatus(res) == PGRES_COMMAND_OK ? 0 : -1;
    if (rc == 0 && atoi(PQcmdTuples(res)) == 0)
        rc = 1;
    PQclear(res);
    return rc;
}

int order_count_open(PGconn *conn, int customer, int *count)
{
    struct id_param param;
    PGresult *res = PQexecParams(conn, "SELECT count(*) FROM orders WHERE customer = $1 AND state = 0",
                                 1, NULL, id_values(&param, customer, NULL), NULL, NULL, 0);
    if (PQresultStatus(res) != PGRES_TUPLES_OK) {
        log_line("count of open orders: %s", PQresultErrorMessage(res));
        return -1;
    }
    *count = atoi(PQgetvalue(res, 0, 0));
    PQclear(res);
    return 0;
}

int order_cancel(PGconn *conn, int id, const char *reason)
{
    struct id_param param;
    if (sql_run(conn, "BEGIN") != 0)
        return -1;
    if (order_set_state(conn, id, ORDER_CANCELLED) != 0) {
        sql_run(conn, "ROLLBACK");
        return -1;
    }
    PGresult *res = PQexecParams(conn, "INSERT INTO order_log (order_id, note) VALUES ($1, $2)", 2,
                                 NULL, id_values(&param, id, reason), NULL, NULL, 0);
    int logged = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
    sql_run(conn, logged ? "COMMIT" : "ROLLBACK");
    return logged ? 0 : -1;
}

int order_merge(PGconn *conn, int from, int into)
{
    struct id_param param;
    char target[16];
    snprintf(target, sizeof target, "%d", into);
    if (sql_run(conn, "BEGIN") != 0)
        return -1;
    PGresult *res = PQexecParams(conn, "UPDATE order_lines SET order_id = $2 WHERE order_id = $1", 2,
                                 NULL, id_values(&param, from, target), NULL, NULL, 0);
    int moved = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
    if (!moved) {
        sql_run(conn, "ROLLBACK");
        return -1;
    }
    int rc = order_set_state(conn, from, ORDER_CANCELLED);
    if (rc != 0)
        return rc;
    return sql_run(conn, "COMMIT");
}
