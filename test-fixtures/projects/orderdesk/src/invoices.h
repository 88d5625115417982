#ifndef ORDERDESK_INVOICES_H
#define ORDERDESK_INVOICES_H

#ifdef __cplusplus
extern "C" {
#endif

/* Creates the invoice of a paid order. Return values as in orders.h. */
int invoice_create(int order_id, int *number);

#ifdef __cplusplus
}
#endif
#endif
