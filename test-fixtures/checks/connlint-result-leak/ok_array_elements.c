// Handles in the elements of an array that a loop fills and another one empties.
#include <hiredis/hiredis.h>
#include <stdlib.h>

struct entry {
  redisReply *reply;
};
struct list {
  unsigned len;
  struct entry *entries;
};

static int fill_entry(struct entry *out, redisContext *ctx) {
  out->reply = redisCommand(ctx, "HGETALL x");
  return out->reply ? 0 : -1;
}

static void empty_entry(struct entry *e) { freeReplyObject(e->reply); }

static int fill(struct list *out, redisContext *ctx, unsigned n) {
  unsigned i;
  out->len = n;
  out->entries = malloc(sizeof(*out->entries) * n);
  if (!out->entries)
    return -1;
  for (i = 0; i < n; i++)
    if (fill_entry(&out->entries[i], ctx))
      goto failed;
  return 0;
failed:
  while (i) {
    i--;
    empty_entry(&out->entries[i]);
  }
  free(out->entries);
  return -1;
}

static void empty(struct list *list) {
  for (unsigned i = 0; i < list->len; i++)
    empty_entry(&list->entries[i]);
  free(list->entries);
}

int use(redisContext *ctx) {
  struct list a, b;
  if (fill(&a, ctx, 3))
    return -1;
  if (fill(&b, ctx, 4)) {
    empty(&a);
    return -1;
  }
  empty(&b);
  empty(&a);
  return 0;
}

struct piped {
  redisReply *reply;
};

void pipe(redisContext *ctx, struct piped **list, int n) {
  for (int i = 0; i < n; i++) {
    struct piped *p = list[i];
    p->reply = redisCommand(ctx, "GET x"); // ok: the list has it
  }
}
