// One notice is taken out of its owner and forgotten.
#include <libpq-fe.h>
#include <memory>

using Notice = std::unique_ptr<PGnotify, void (*)(void *)>;

static Notice nextNotice(PGconn *Conn) { return Notice(PQnotifies(Conn), PQfreemem); }

int drain(PGconn *Conn) {
  int Count = 0;
  for (auto Next{nextNotice(Conn)}; Next.get(); Next = nextNotice(Conn)) {
    ++Count;
    Next.release(); // want "Next" [connlint-result-leak]
  }
  return Count;
}
