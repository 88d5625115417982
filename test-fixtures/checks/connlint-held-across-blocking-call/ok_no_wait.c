// A call that is told not to wait only looks.
#include <libpq-fe.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>

int look(const char *Dsn, int Socket, pid_t Child, int Flags) {
  PGconn *Conn = PQconnectdb(Dsn);
  int Ready = 0;
  if (PQstatus(Conn) == CONNECTION_OK) {
    struct pollfd Fd = {.fd = Socket, .events = POLLIN};
    struct timeval Now = {0, 0};
    fd_set Set;
    char Buffer[8];
    FD_ZERO(&Set);
    FD_SET(Socket, &Set);
    Ready += poll(&Fd, 1, 0);
    Ready += select(Socket + 1, &Set, NULL, NULL, &Now);
    Ready += recv(Socket, Buffer, sizeof Buffer, Flags | MSG_DONTWAIT) > 0;
    Ready += waitpid(Child, NULL, WNOHANG) > 0;
  }
  PQfinish(Conn);
  return Ready;
}
