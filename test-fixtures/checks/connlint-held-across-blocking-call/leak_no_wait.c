// Not a zero, or no such flag: these wait.
#include <libpq-fe.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>

int poll_it(const char *Dsn, int Socket, int Time) {
  PGconn *Conn = PQconnectdb(Dsn);
  struct pollfd Fd = {.fd = Socket, .events = POLLIN};
  int Ready = PQstatus(Conn) == CONNECTION_OK &&
              poll(&Fd, 1, Time); // want "for a socket" [connlint-held-across-blocking-call]
  PQfinish(Conn);
  return Ready;
}

int select_it(const char *Dsn, int Socket, int Forever) {
  PGconn *Conn = PQconnectdb(Dsn);
  struct timeval Second = {1, 0};
  fd_set Set;
  int Ready = 0;
  FD_ZERO(&Set);
  FD_SET(Socket, &Set);
  if (PQstatus(Conn) == CONNECTION_OK)
    Ready = select(Socket + 1, &Set, NULL, NULL, // want "for a socket" [connlint-held-across-blocking-call]
                   Forever ? NULL : &Second);
  PQfinish(Conn);
  return Ready;
}

int receive(const char *Dsn, int Socket, int Flags) {
  PGconn *Conn = PQconnectdb(Dsn);
  char Buffer[8];
  int Ready = PQstatus(Conn) == CONNECTION_OK &&
              recv(Socket, Buffer, sizeof Buffer, // want "for the network" [connlint-held-across-blocking-call]
                   Flags | MSG_NOSIGNAL) > 0;
  PQfinish(Conn);
  return Ready;
}

int reap(const char *Dsn, pid_t Child) {
  PGconn *Conn = PQconnectdb(Dsn);
  int Ready = PQstatus(Conn) == CONNECTION_OK &&
              waitpid(Child, NULL, 0); // want "for a process" [connlint-held-across-blocking-call]
  PQfinish(Conn);
  return Ready;
}
