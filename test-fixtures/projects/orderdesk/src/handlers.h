#ifndef ORDERDESK_HANDLERS_H
#define ORDERDESK_HANDLERS_H

#ifdef __cplusplus
extern "C" {
#endif

/* One per request. They write the answer to stdout and return its status code. */
int handle_show(int order_id);
int handle_pay(int order_id, long cents);
int handle_cancel(int order_id, const char *reason);
int handle_merge(int from, int into);
int handle_open_orders(int customer);
int handle_invoice(int order_id);

#ifdef __cplusplus
}
#endif
#endif
