// Missing headers: a word that is not understood asserts nothing, nor does what is asked by the
// condition of an "if".
#include <hiredis/hiredis.h>
#include <toolbox/assertions.h>

class Told {
public:
  Told(redisReply *Reply) : Reply(Reply) { CHECK_LATER(Reply != nullptr) << "no reply"; }
  ~Told() { freeReplyObject(Reply); }
  const redisReply *operator->() const { return Reply; }

private:
  redisReply *Reply;
};

inline void must(const char *File, int Line, int Holds) {
  if (!box_assert(File, Line, Holds, "must hold"))
    box_count(Line);
}

class Sure {
public:
  Sure(redisReply *Reply) : Reply(Reply) { must(__FILE__, __LINE__, Reply != nullptr); }
  ~Sure() { freeReplyObject(Reply); }
  const redisReply *operator->() const { return Reply; }

private:
  redisReply *Reply;
};

class Session {
public:
  explicit Session(redisContext *Context) : Context(Context) {}
  Told tell() { return static_cast<redisReply *>(redisCommand(Context, "PING")); }
  Sure insist() { return static_cast<redisReply *>(redisCommand(Context, "PING")); }

private:
  redisContext *Context;
};

int told(Session &Server) {
  auto Reply = Server.tell(); // want "without a null check" [connlint-unchecked-acquire]
  return Reply->type;
}

int insisted(Session &Server) {
  auto Reply = Server.insist(); // want "without a null check" [connlint-unchecked-acquire]
  return Reply->type;
}
