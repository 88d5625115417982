// An algorithm does nothing with what its function returns.
#include <algorithm>
#include <libpq-fe.h>
#include <vector>

using Text = const char *;

void all(PGconn *Conn, const std::vector<Text> &Texts) {
  auto Run = [&](Text Sql) { return PQexec(Conn, Sql); };
  std::for_each(Texts.begin(), Texts.end(), Run); // want "discarded" [connlint-result-leak]
}
