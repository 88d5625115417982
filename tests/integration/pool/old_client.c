/* old_client.c - a program that knows nothing of pools: it connects, leaves traces in its
 * session, disconnects, and connects again. Prints what it finds; DropinPostgresTest.cpp
 * runs it raw, preloaded and wrapped.
 *
 *   old_client CONNINFO */
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void silent(void *argument, const char *message) {
  (void)argument;
  (void)message;
}

static const char *ask(PGconn *connection, const char *sql) {
  static char answer[200];
  PGresult *result = PQexec(connection, sql);
  answer[0] = '\0';
  if (PQresultStatus(result) == PGRES_TUPLES_OK)
    strncpy(answer, PQgetvalue(result, 0, 0), sizeof(answer) - 1);
  else if (PQresultStatus(result) != PGRES_COMMAND_OK)
    strcpy(answer, "error");
  PQclear(result);
  return answer;
}

/* As an event loop does it, but for waiting in poll. */
static PGconn *connect_asynchronously(const char *conninfo) {
  PGconn *connection = PQconnectStart(conninfo);
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;
  while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
    struct pollfd socket;
    socket.fd = PQsocket(connection);
    socket.events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    poll(&socket, 1, 10000);
    state = PQconnectPoll(connection);
  }
  return connection;
}

int main(int count, char **words) {
  char pid[32];
  PGconn *connection;
  if (count != 2)
    return 2;

  connection = PQconnectdb(words[1]);
  if (PQstatus(connection) != CONNECTION_OK) {
    printf("failed: %s", PQerrorMessage(connection));
    PQfinish(connection);
    return 1;
  }
  strncpy(pid, ask(connection, "SELECT pg_backend_pid()"), sizeof(pid) - 1);
  pid[sizeof(pid) - 1] = '\0';
  ask(connection, "SET application_name = 'left behind'");
  ask(connection, "CREATE TEMPORARY TABLE left_behind (n int)");
  ask(connection, "LISTEN left_behind");
  ask(connection, "NOTIFY left_behind");
  ask(connection, "BEGIN");
  PQsetNoticeProcessor(connection, silent, NULL);
  PQsetnonblocking(connection, 1);
  PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
  PQfinish(connection);

  connection = PQsetdbLogin(NULL, NULL, NULL, NULL, words[1], NULL, NULL);
  if (PQstatus(connection) != CONNECTION_OK)
    return 1;
  PQfinish(connection);

  connection = PQconnectdb(words[1]);
  printf("same session: %s\n",
         strcmp(pid, ask(connection, "SELECT pg_backend_pid()")) == 0 ? "yes" : "no");
  printf("name: %s\n", ask(connection, "SHOW application_name"));
  printf("table: %s\n", ask(connection, "SELECT count(*) FROM left_behind"));
  printf("listening: %s\n",
         ask(connection, "SELECT count(*) FROM pg_listening_channels()"));
  printf("notification: %s\n", PQnotifies(connection) ? "yes" : "no");
  printf("blocking: %s\n", PQisnonblocking(connection) ? "no" : "yes");
  printf("default verbosity: %s\n",
         PQsetErrorVerbosity(connection, PQERRORS_DEFAULT) == PQERRORS_DEFAULT ? "yes"
                                                                               : "no");
  printf("own notice processor: %s\n",
         PQsetNoticeProcessor(connection, NULL, NULL) == silent ? "yes" : "no");
  PQfinish(connection);

  connection = connect_asynchronously(words[1]);
  printf("asynchronous connect, same session: %s\n",
         strcmp(pid, ask(connection, "SELECT pg_backend_pid()")) == 0 ? "yes" : "no");
  PQfinish(connection);
  return 0;
}
