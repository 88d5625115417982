// A function that asks for zeroed memory may get none: the result is released then as well.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *get_memory(size_t size) {
  void *memory = calloc(1, size);
  if (!memory)
    fprintf(stderr, "no memory\n");
  return memory;
}

char *name_of(PGconn *conn) {
  PGresult *result = PQexec(conn, "SELECT name FROM customers LIMIT 1");
  if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0) {
    PQclear(result);
    return NULL;
  }
  char *name = get_memory(strlen(PQgetvalue(result, 0, 0)) + 1);
  if (!name) {
    PQclear(result);
    return NULL;
  }
  strcpy(name, PQgetvalue(result, 0, 0));
  PQclear(result);
  return name;
}
