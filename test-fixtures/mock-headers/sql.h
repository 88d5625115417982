/* What the fixtures use of ODBC, with unixODBC's types. */
#ifndef MOCK_SQL_H
#define MOCK_SQL_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned char SQLCHAR;
typedef short SQLSMALLINT;
typedef unsigned short SQLUSMALLINT;
typedef int SQLINTEGER;
typedef long SQLLEN;
typedef SQLSMALLINT SQLRETURN;
typedef void *SQLPOINTER;
typedef void *SQLHANDLE;
typedef SQLHANDLE SQLHENV;
typedef SQLHANDLE SQLHDBC;
typedef SQLHANDLE SQLHSTMT;

#define SQL_HANDLE_ENV 1
#define SQL_HANDLE_DBC 2
#define SQL_HANDLE_STMT 3
#define SQL_NULL_HANDLE 0
#define SQL_NTS (-3)
#define SQL_SUCCESS 0
#define SQL_SUCCESS_WITH_INFO 1
#define SQL_NO_DATA 100
#define SQL_ERROR (-1)
#define SQL_SUCCEEDED(rc) (((rc) & (~1)) == 0)
#define SQL_COMMIT 0
#define SQL_ROLLBACK 1
#define SQL_ATTR_ODBC_VERSION 200
#define SQL_OV_ODBC3 3UL

SQLRETURN SQLAllocHandle(SQLSMALLINT HandleType, SQLHANDLE InputHandle, SQLHANDLE *OutputHandle);
SQLRETURN SQLFreeHandle(SQLSMALLINT HandleType, SQLHANDLE Handle);
SQLRETURN SQLSetEnvAttr(SQLHENV EnvironmentHandle, SQLINTEGER Attribute, SQLPOINTER Value,
                        SQLINTEGER StringLength);
SQLRETURN SQLConnect(SQLHDBC ConnectionHandle, SQLCHAR *ServerName, SQLSMALLINT NameLength1,
                     SQLCHAR *UserName, SQLSMALLINT NameLength2, SQLCHAR *Authentication,
                     SQLSMALLINT NameLength3);
#define SQL_DRIVER_NOPROMPT 0
SQLRETURN SQLDriverConnect(SQLHDBC dbc, void *window, SQLCHAR *in, SQLSMALLINT in_size, SQLCHAR *out,
                           SQLSMALLINT out_size, SQLSMALLINT *out_length, SQLUSMALLINT completion);
SQLRETURN SQLDisconnect(SQLHDBC ConnectionHandle);
SQLRETURN SQLExecDirect(SQLHSTMT StatementHandle, SQLCHAR *StatementText, SQLINTEGER TextLength);
SQLRETURN SQLFetch(SQLHSTMT StatementHandle);
SQLRETURN SQLEndTran(SQLSMALLINT HandleType, SQLHANDLE Handle, SQLSMALLINT CompletionType);

#ifdef __cplusplus
}
#endif
#endif
