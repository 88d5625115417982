// "%s" only reads its argument.
#include <sqlite3.h>
char *joined(const char *const *names, int count) {
  char *list = 0;
  for (int i = 0; i < count; i++)
    list = sqlite3_mprintf("%s%s", list ? list : "", names[i]); // want "buffer .list. from sqlite3_mprintf is discarded" [connlint-result-leak]
  return list;
}
