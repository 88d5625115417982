// strcpy returns the buffer that it has filled.
#include <sqlite3.h>
#include <string.h>

char *twice(const char *text) {
  char *copy = sqlite3_mprintf("%s%s", text, text);
  return strcpy(copy, text);
}

int shows(const char *text) {
  char *copy = sqlite3_mprintf("%s%s", text, text);
  if (!copy)
    return -1;
  strcpy(copy, text);
  int length = (int)strlen(copy);
  sqlite3_free(copy);
  return length;
}
