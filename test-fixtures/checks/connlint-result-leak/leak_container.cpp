// A local container of raw handles ends, or is cleared, with what is in it.
#include <libpq-fe.h>
#include <map>
#include <vector>

int early(PGconn *Conn, bool Stop) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  if (Stop)
    return -1; // want "is not released" [connlint-result-leak]
  for (PGresult *Each : Results)
    PQclear(Each);
  return 0;
}

void never(PGconn *Conn) {
  std::vector<PGresult *> Results;
  Results.emplace_back(PQexec(Conn, "SELECT 1"));
  Results.emplace_back(PQexec(Conn, "SELECT 2"));
} // want "is not released" [connlint-result-leak]

void by_key(PGconn *Conn) {
  std::map<int, PGresult *> Results;
  Results[1] = PQexec(Conn, "SELECT 1");
} // want "is not released" [connlint-result-leak]

void cleared(PGconn *Conn) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  Results.clear();
} // want "is not released" [connlint-result-leak]

std::vector<PGresult *> unfinished(PGconn *Conn) {
  std::vector<PGresult *> Results;
  for (int I = 0; I < 3; ++I) {
    PGresult *Result = PQexec(Conn, "SELECT 1");
    if (PQresultStatus(Result) != PGRES_TUPLES_OK) {
      PQclear(Result);
      return {}; // want "is not released" [connlint-result-leak]
    }
    Results.push_back(Result);
  }
  return Results;
}
