#ifndef ORDERDESK_LOG_H
#define ORDERDESK_LOG_H

#ifdef __cplusplus
extern "C" {
#endif

/* One line on stderr with the time in front. Keeps no pointer. */
__attribute__((format(printf, 1, 2))) void log_line(const char *format, ...);

#ifdef __cplusplus
}
#endif
#endif
