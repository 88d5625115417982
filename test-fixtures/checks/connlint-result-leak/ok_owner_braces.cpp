// Owners made with braces, and a deleter that is kept as std::function.
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <string>

using Notice = std::unique_ptr<PGnotify, void (*)(void *)>;

static Notice nextNotice(PGconn *Conn) { return Notice(PQnotifies(Conn), PQfreemem); }

int drain(PGconn *Conn) {
  int Count = 0;
  for (auto Next{nextNotice(Conn)}; Next.get(); Next = nextNotice(Conn)) {
    ++Count;
    Next.reset();
  }
  return Count;
}

std::string quoted(PGconn *Conn, const char *Text, size_t Size) {
  auto const Raw{PQescapeLiteral(Conn, Text, Size)};
  std::unique_ptr<char const, std::function<void(char const *)>> Owner{
      Raw, [](char const *Each) { PQfreemem(const_cast<char *>(Each)); }};
  return std::string(Owner.get() ? Owner.get() : "");
}
