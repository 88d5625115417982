// Missing headers: an undeclared function whose name says that it asserts has looked.
#include <hiredis/hiredis.h>
#include <toolbox/assertions.h>

class Answer {
public:
  Answer(redisReply *Reply) : Reply(Reply) { BOX_HARD_ASSERT_CPP_NOT_EQUAL(Reply, nullptr); }
  ~Answer() { freeReplyObject(Reply); }
  const redisReply *operator->() const { return Reply; }

private:
  redisReply *Reply;
};

class Told {
public:
  Told(redisReply *Reply) : Reply(Reply) { CHECK(Reply != nullptr) << "no reply"; }
  ~Told() { freeReplyObject(Reply); }
  const redisReply *operator->() const { return Reply; }

private:
  redisReply *Reply;
};

inline void must(const char *File, int Line, int Holds) {
  box_assert(File, Line, Holds, "must hold");
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
  Answer ask() { return static_cast<redisReply *>(redisCommand(Context, "PING")); }
  Told tell() { return static_cast<redisReply *>(redisCommand(Context, "PING")); }
  Sure insist() { return static_cast<redisReply *>(redisCommand(Context, "PING")); }

private:
  redisContext *Context;
};

int pinged(Session &Server) {
  auto Reply = Server.ask();
  return Reply->type;
}

int told(Session &Server) {
  auto Reply = Server.tell();
  return Reply->type;
}

int insisted(Session &Server) {
  auto Reply = Server.insist();
  return Reply->type;
}
