/* A pool that describes itself: no model file is needed. */
#ifndef ORDERPOOL_H
#define ORDERPOOL_H
#include <libpq-fe.h>

#if defined(__has_attribute)
#if __has_attribute(annotate)
#define CONNLINT(text) __attribute__((annotate("connlint: " text)))
#endif
#endif
#ifndef CONNLINT
#define CONNLINT(text)
#endif

#ifdef __cplusplus
extern "C" {
#endif
typedef struct orderpool orderpool;
CONNLINT("{acquire: {resource: lease, source: 0}}") PGconn *orderpool_get(orderpool *pool);
CONNLINT("{acquire: {resource: lease, success: 0, on-failure: unchanged, source: 0}}")
int orderpool_try(orderpool *pool, PGconn **out);
void orderpool_put(orderpool *pool, PGconn *conn CONNLINT("release: lease"));
void orderpool_keep(orderpool *pool, PGconn *conn CONNLINT("takes"));

/* Wrappers: the resource is the one of the type. */
CONNLINT("acquire") PGconn *order_connect(void);
CONNLINT("release") void order_disconnect(int how, PGconn *conn);
#ifdef __cplusplus
}
#endif
#endif
