// interpose.h - one source, two ways to stand in front of a client library's functions.
//
// With CONNPOOL_PRELOAD the functions have the library's own names, and the library is the
// next one that has them (LD_PRELOAD). Without, they are called __wrap_NAME, and the linker
// sends calls there (-Wl,--wrap=NAME).
#ifndef CONNPOOL_INTERPOSE_H
#define CONNPOOL_INTERPOSE_H

#ifdef CONNPOOL_PRELOAD
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

namespace connpool::dropin {

/// The client library's own function.
template <class Function> Function *next(const char *name) {
  void *const found = dlsym(RTLD_NEXT, name);
  if (!found) {
    std::fprintf(stderr, "connpool: %s is preloaded, but no library has it\n", name);
    std::abort();
  }
  return reinterpret_cast<Function *>(found);
}

} // namespace connpool::dropin

#define CONNPOOL_STAND_IN(name) name
#define CONNPOOL_REAL(name)                                                                        \
  ([] {                                                                                            \
    static auto *const real = connpool::dropin::next<decltype(name)>(#name);                       \
    return real;                                                                                   \
  }())
#else
#define CONNPOOL_STAND_IN(name) __wrap_##name
#define CONNPOOL_REAL(name) __real_##name
#endif

#endif
