// "%z" of SQLite's formats frees the argument, also through a wrapper.
#include <sqlite3.h>
#include <stdarg.h>
char *joined(const char *const *names, int count) {
  char *list = 0;
  for (int i = 0; i < count; i++)
    list = sqlite3_mprintf("%z%s", list, names[i]); // ok: the old one is freed
  return list;
}
static char *append(const int *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = *code == SQLITE_OK ? sqlite3_vmprintf(format, arguments) : 0;
  va_end(arguments);
  return text;
}
char *joined_by_helper(const int *code, const char *const *names, int count) {
  char *list = 0;
  for (int i = 0; i < count; i++)
    list = append(code, "%z%s", list, names[i]); // ok: the same
  return list;
}
