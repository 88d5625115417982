#include "retention.h"
#include "config.h"
#include "log.h"
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

int retention_run(void)
{
    char days[16];
    const char *values[1] = { days };
    int deleted = -1;

    PGconn *conn = PQconnectdb(config_get()->orders_dsn);
    if (PQstatus(conn) != CONNECTION_OK) {
        log_line("retention: %s", PQerrorMessage(conn));
        PQfinish(conn);
        return -1;
    }
    snprintf(days, sizeof days, "%d", config_get()->retention_days);
    PGresult *res = PQexecParams(conn,
                                 "DELETE FROM orders WHERE state = 2 AND changed < now() - $1::int * interval '1 day'",
                                 1, NULL, values, NULL, NULL, 0);
    if (PQresultStatus(res) == PGRES_COMMAND_OK)
        deleted = atoi(PQcmdTuples(res));
    PQclear(res);
    PQfinish(conn);
    return deleted;
}
