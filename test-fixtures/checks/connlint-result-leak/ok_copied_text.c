// strcpy returns the buffer that it has filled.
#include <sqlite3.h>
#include <string.h>

char *twice(const char *text) {
  char *copy = sqlite3_malloc((int)strlen(text) + 1);
  return strcpy(copy, text);
}

int shows(const char *text) {
  char *copy = sqlite3_malloc((int)strlen(text) + 1);
  if (!copy)
    return -1;
  strcpy(copy, text);
  int length = (int)strlen(copy);
  sqlite3_free(copy);
  return length;
}
