/* The imaginary application around the fixtures. Nothing here throws or keeps a pointer,
   app_check and app_render excepted, which may throw. */
#ifndef MOCK_APP_H
#define MOCK_APP_H

#ifdef __cplusplus
extern "C" {
#define APP_NOEXCEPT noexcept
#else
#define APP_NOEXCEPT
#endif

int app_flag(const char *name) APP_NOEXCEPT;
int app_number(void) APP_NOEXCEPT;
void app_log(const char *text) APP_NOEXCEPT;
__attribute__((noreturn)) void app_die(const char *text);

#ifdef __cplusplus
}
void app_check(int value);
int app_render(const char *text);
#endif
#endif
