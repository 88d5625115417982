#ifndef ORDERDESK_RETENTION_H
#define ORDERDESK_RETENTION_H

#ifdef __cplusplus
extern "C" {
#endif

/* Deletes shipped orders after RETENTION_DAYS. Runs once a night; returns how many, or -1. */
int retention_run(void);

#ifdef __cplusplus
}
#endif
#endif
