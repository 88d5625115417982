// What is in a local container is released in a loop, or somebody else has the container.
#include <algorithm>
#include <libpq-fe.h>
#include <map>
#include <vector>

void keep(std::vector<PGresult *> Results);
void drop(std::vector<PGresult *> &Results) noexcept;

int by_range(PGconn *Conn, bool Stop) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  if (Stop) {
    for (PGresult *Each : Results)
      PQclear(Each);
    return -1;
  }
  for (PGresult *Each : Results)
    PQclear(Each);
  return 0;
}

void by_iterator(PGconn *Conn) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  for (auto It = Results.begin(); It != Results.end(); ++It)
    PQclear(*It);
  Results.clear();
}

void from_the_back(PGconn *Conn) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  while (!Results.empty()) {
    PQclear(Results.back());
    Results.pop_back();
  }
}

void by_key(PGconn *Conn) {
  std::map<int, PGresult *> Results;
  Results[1] = PQexec(Conn, "SELECT 1");
  Results.emplace(2, PQexec(Conn, "SELECT 2"));
  Results.insert({3, PQexec(Conn, "SELECT 3")});
  for (auto &[Key, Each] : Results)
    PQclear(Each);
}

void one_of_them(PGconn *Conn) {
  std::map<int, PGresult *> Results;
  Results[1] = PQexec(Conn, "SELECT 1");
  auto It = Results.find(1);
  if (It != Results.end()) {
    PQclear(It->second);
    Results.erase(1);
  }
}

void algorithm(PGconn *Conn) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  std::for_each(Results.begin(), Results.end(), PQclear);
}

void closure(PGconn *Conn) {
  std::vector<PGresult *> Results;
  auto Clean = [&] { drop(Results); };
  Results.push_back(PQexec(Conn, "SELECT 1"));
  Clean();
}

void given(PGconn *Conn, bool Copy) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  if (Copy)
    keep(Results);
  else
    drop(Results);
}

std::vector<PGresult *> returned(PGconn *Conn) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  return Results;
}
