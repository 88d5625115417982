#ifndef ORDERDESK_OUTBOX_H
#define ORDERDESK_OUTBOX_H

#ifdef __cplusplus
extern "C" {
#endif

/* Sends the messages that wait in the outbox to the shipping partner. Thread function. */
void *outbox_run(void *unused);

/* Removes what was sent more than a week ago. */
int outbox_trim(void);

void outbox_stop(void);

#ifdef __cplusplus
}
#endif
#endif
