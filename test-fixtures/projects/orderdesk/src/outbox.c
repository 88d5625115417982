#include "outbox.h"
#include "log.h"
#include "orders.h"
#include "pgpool.h"
#include <netdb.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static atomic_int stopping;

/* Connects to the partner; -1 when it is not there. */
static int partner_socket(void)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *found = NULL;
    int fd = -1;
    if (getaddrinfo("partner.example", "7070", &hints, &found) != 0)
        return -1;
    for (struct addrinfo *at = found; at && fd < 0; at = at->ai_next) {
        fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (fd >= 0 && connect(fd, at->ai_addr, at->ai_addrlen) != 0) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(found);
    return fd;
}

static int send_message(const char *text)
{
    int fd = partner_socket();
    if (fd < 0)
        return -1;
    size_t length = strlen(text);
    int ok = write(fd, text, length) == (ssize_t)length;
    close(fd);
    return ok ? 0 : -1;
}

static void send_pending(void)
{
    PGconn *conn = pgpool_get(orders_pool());
    if (!conn)
        return;
    PGresult *res = PQexec(conn, "DELETE FROM outbox WHERE sent IS NULL RETURNING body");
    if (PQresultStatus(res) == PGRES_TUPLES_OK) {
        for (int i = 0; i < PQntuples(res); i++) {
            int tries = 0;
            while (send_message(PQgetvalue(res, i, 0)) != 0 && ++tries < 5)
                sleep(2);
        }
    }
    PQclear(res);
    pgpool_put(orders_pool(), conn);
}

int outbox_trim(void)
{
    PGconn *conn = pgpool_get(orders_pool());
    if (!conn)
        return -1;
    int rc = sql_run(conn, "DELETE FROM outbox WHERE sent < now() - interval '7 days'");
    pgpool_put(orders_pool(), conn);
    return rc;
}

void *outbox_run(void *unused)
{
    (void)unused;
    while (!stopping) {
        send_pending();
        if (outbox_trim() != 0)
            log_line("outbox was not trimmed");
        sleep(10);
    }
    return NULL;
}

void outbox_stop(void)
{
    stopping = 1;
}
