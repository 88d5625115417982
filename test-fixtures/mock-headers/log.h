// A logger of the host application that says nothing about exceptions.
#ifndef LOG_H
#define LOG_H
namespace logs {
void debug(const char *text);
}
#endif
