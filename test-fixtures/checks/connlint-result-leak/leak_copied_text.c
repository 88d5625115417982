// The buffer that strcpy fills is looked at, and forgotten.
#include <sqlite3.h>
#include <string.h>

int shows(const char *text) {
  char *copy = sqlite3_mprintf("%s%s", text, text);
  if (!copy)
    return -1;
  return (int)strlen(strcpy(copy, text)); // want "'copy'" [connlint-result-leak]
}
