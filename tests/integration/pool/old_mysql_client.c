/* old_mysql_client.c - a program that knows nothing of pools: it connects to MariaDB with a
 * MYSQL of its own, leaves traces in session and handle, disconnects, and connects again
 * with one of the library's. Prints what it finds; DropinMariaDbTest.cpp runs it raw,
 * preloaded and wrapped.
 *
 *   old_mysql_client SOCKET USER DATABASE [twice]    twice: holds two connections at once
 */
#include <mysql.h>
#include <stdio.h>
#include <string.h>

static const char *ask(MYSQL *connection, const char *sql) {
  static char answer[200];
  MYSQL_RES *result;
  MYSQL_ROW row;
  answer[0] = '\0';
  if (mysql_query(connection, sql))
    return strcpy(answer, "error");
  result = mysql_store_result(connection);
  if (!result)
    return answer;
  row = mysql_fetch_row(result);
  strncpy(answer, row && row[0] ? row[0] : "none", sizeof(answer) - 1);
  mysql_free_result(result);
  return answer;
}

static MYSQL *open_session(MYSQL *handle, char **words) {
  unsigned seconds = 10;
  mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
  mysql_options(handle, MYSQL_INIT_COMMAND, "SET @greeting = 'hello'");
  mysql_options4(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "old_mysql_client");
  return mysql_real_connect(handle, NULL, words[2], "", words[3], 0, words[1], 0);
}

static int same(char *before, unsigned long now) {
  char text[32];
  snprintf(text, sizeof(text), "%lu", now);
  if (strcmp(before, text) == 0)
    return 1;
  strcpy(before, text);
  return 0;
}

int main(int count, char **words) {
  MYSQL own;
  MYSQL *theirs;
  MYSQL_STMT *statement;
  char id[32] = "", insert[32];
  if (count < 4)
    return 2;

  mysql_init(&own);
  if (open_session(&own, words) != &own) {
    printf("failed: %u %s %s\n", mysql_errno(&own), mysql_sqlstate(&own),
           mysql_error(&own));
    mysql_close(&own);
    return 1;
  }
  if (count == 5) {
    theirs = mysql_init(NULL);
    if (!open_session(theirs, words))
      printf("failed: %u %s %s\n", mysql_errno(theirs), mysql_sqlstate(theirs),
             mysql_error(theirs));
    mysql_close(theirs);
    mysql_close(&own);
    return 1;
  }
  same(id, mysql_thread_id(&own));
  ask(&own, "SET @greeting = 'left behind', @trace = 'left behind'");
  ask(&own, "CREATE TEMPORARY TABLE left_behind (n INT AUTO_INCREMENT PRIMARY KEY)");
  ask(&own, "INSERT INTO left_behind VALUES (17)");
  ask(&own, "SET ROLE left_role");
  ask(&own, "SET sql_mode = 'ANSI_QUOTES'");
  ask(&own, "USE information_schema");
  mysql_set_character_set(&own, "latin1");
  mysql_autocommit(&own, 0);
  ask(&own, "START TRANSACTION");
  statement = mysql_stmt_init(&own);
  mysql_stmt_prepare(statement, "SELECT 1", 8);
  mysql_close(&own);
  printf("statement of a closed connection: %s\n",
         mysql_stmt_execute(statement) ? "error" : "works");
  mysql_stmt_close(statement);

  theirs = mysql_init(NULL);
  if (open_session(theirs, words) != theirs)
    return 1;
  printf("same session: %s\n", same(id, mysql_thread_id(theirs)) ? "yes" : "no");
  snprintf(insert, sizeof(insert), "%llu", mysql_insert_id(theirs));
  printf("last insert: %s\n", insert);
  printf("greeting: %s\n", ask(theirs, "SELECT @greeting"));
  printf("trace: %s\n", ask(theirs, "SELECT @trace"));
  printf("table: %s\n", ask(theirs, "SELECT COUNT(*) FROM left_behind"));
  printf("role: %s\n", ask(theirs, "SELECT CURRENT_ROLE()"));
  printf("mode: %s\n",
         strstr(ask(theirs, "SELECT @@sql_mode"), "ANSI_QUOTES") ? "left behind" : "");
  printf("database: %s\n", ask(theirs, "SELECT DATABASE()"));
  printf("character set: %s", mysql_character_set_name(theirs));
  printf(", %s", ask(theirs, "SELECT @@character_set_connection"));
  printf(", %s\n", ask(theirs, "SELECT @@collation_connection"));
  printf("autocommit: %s\n", ask(theirs, "SELECT @@autocommit"));

  /* What no reset undoes ends with the connection. */
  mysql_set_server_option(theirs, MYSQL_OPTION_MULTI_STATEMENTS_ON);
  mysql_close(theirs);
  mysql_init(&own);
  if (open_session(&own, words) != &own)
    return 1;
  printf("after multi statements, same session: %s\n",
         same(id, mysql_thread_id(&own)) ? "yes" : "no");
  printf("two statements at once: %s\n", ask(&own, "DO 1; DO 2"));

  /* Forgets to close, as old programs do; its own handle starts again. */
  mysql_init(&own);
  if (open_session(&own, words) != &own)
    return 1;
  printf("after a leak, same session: %s\n",
         same(id, mysql_thread_id(&own)) ? "yes" : "no");

  /* Rows that were not read, an option in between: the connection ends. */
  mysql_query(&own, "SELECT 1");
  mysql_close(&own);
  mysql_init(&own);
  if (open_session(&own, words) != &own)
    return 1;
  printf("after rows not read, same session: %s\n",
         same(id, mysql_thread_id(&own)) ? "yes" : "no");
  mysql_close(&own);
  mysql_library_end();

  mysql_init(&own);
  if (open_session(&own, words) != &own)
    return 1;
  printf("after the library's end, greeting: %s\n", ask(&own, "SELECT @greeting"));
  mysql_close(&own);
  return 0;
}
