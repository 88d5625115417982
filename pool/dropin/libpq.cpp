// libpq.cpp - for programs that keep their calls: PQconnectdb gives a connection of a pool,
// PQfinish returns it.
//
// One pool per connection string, with the options that are in the environment. Sessions
// are reset between borrowers, on the server (DISCARD ALL) and in the client library's
// handle. What is no matter of the pool, such as a wrong password, is left to libpq, so
// that the program gets libpq's own failed handle.
#include "connpool/libpq.h"
#include "interpose.h"
#include "lending.h"
#include <algorithm>
#include <libpq-events.h>
#include <libpq-fe.h>
#include <stdexcept>

#ifndef CONNPOOL_PRELOAD
extern "C" {
decltype(PQconnectdb) __real_PQconnectdb, __wrap_PQconnectdb;
decltype(PQconnectdbParams) __real_PQconnectdbParams, __wrap_PQconnectdbParams;
decltype(PQsetdbLogin) __real_PQsetdbLogin, __wrap_PQsetdbLogin;
decltype(PQfinish) __real_PQfinish, __wrap_PQfinish;
decltype(PQregisterEventProc) __real_PQregisterEventProc, __wrap_PQregisterEventProc;
}
#endif

namespace connpool::dropin {

namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

/// A lent handle, and what its borrower may change in it that the server cannot reset.
struct Lent {
  Lease lease;
  PQnoticeReceiver receiver;
  PQnoticeProcessor processor;
};

using Handles = Lending<PGconn, Lent>;

void append(std::string &text, const char *name, const char *value) {
  text += (text.empty() ? "" : " ") + std::string(name) + "='";
  for (; *value; ++value) {
    if (*value == '\'' || *value == '\\')
      text += '\\';
    text += *value;
  }
  text += '\'';
}

/// What libpq takes from the environment: part of a pool's identity, because a program may
/// change it between two connects.
std::string surroundings() {
  const Options options(PQconndefaults(), &PQconninfoFree);
  std::string text;
  for (const PQconninfoOption *each = options.get(); each && each->keyword; ++each)
    if (each->val && *each->val)
      append(text, each->keyword, each->val);
  return text;
}

Pool &pool_for(const std::string &conninfo) {
  return Handles::instance().pool_for(conninfo + '\n' + surroundings(), "libpq",
                                      [&] { return libpq::driver(conninfo); });
}

/// A failed handle with a message of ours: libpq quotes what it takes for an option's name.
PGconn *refusal(std::string why) {
  std::ranges::replace_if(
      why, [](char c) { return c == ' ' || c == '=' || c == '\'' || c == '\\'; }, '_');
  return CONNPOOL_REAL(PQconnectdb)(why.c_str());
}

/// `without`: how libpq itself would connect.
template <class Without> PGconn *lend(const std::string &conninfo, Without without) {
  try {
    Lease lease = pool_for(conninfo).checkout();
    PGconn *const handle = libpq::handle(lease);
    Lent lent{std::move(lease), PQsetNoticeReceiver(handle, nullptr, nullptr),
              PQsetNoticeProcessor(handle, nullptr, nullptr)};
    Handles::instance().lend(handle, std::move(lent));
    return handle;
  } catch (const ConnectError &) {
    return without();
  } catch (const CheckoutError &error) {
    return refusal(error.what());
  } catch (const std::exception &) {
    return without(); // a connection string that makes no sense, for one
  }
}

/// Makes the handle what it was when it was lent.
void restore(PGconn *handle, Lent &lent) {
  if (PQpipelineStatus(handle) != PQ_PIPELINE_OFF && !PQexitPipelineMode(handle))
    lent.lease.invalidate();
  PQsetNoticeReceiver(handle, lent.receiver, nullptr);
  PQsetNoticeProcessor(handle, lent.processor, nullptr);
  PQsetErrorVerbosity(handle, PQERRORS_DEFAULT);
  PQsetErrorContextVisibility(handle, PQSHOW_CONTEXT_ERRORS);
  PQuntrace(handle);
  if (PQsetnonblocking(handle, 0) != 0)
    lent.lease.invalidate();
  while (PGnotify *notification = PQnotifies(handle))
    PQfreemem(notification);
}

__attribute__((destructor)) void close_pools() { Handles::instance().close_pools(); }

std::string from_params(const char *const *keywords, const char *const *values, bool expand) {
  std::string text;
  for (; *keywords; ++keywords, ++values) {
    if (!*values || !**values)
      continue;
    const std::string_view value = *values;
    const bool nested = expand && std::string_view(*keywords) == "dbname" &&
                        (value.find('=') != value.npos || value.find("://") != value.npos);
    if (!nested) {
      append(text, *keywords, *values);
      continue;
    }
    expand = false; // the first one only
    const Options parsed(PQconninfoParse(*values, nullptr), &PQconninfoFree);
    if (!parsed)
      throw std::invalid_argument("dbname");
    for (const PQconninfoOption *each = parsed.get(); each->keyword; ++each)
      if (each->val)
        append(text, each->keyword, each->val);
  }
  return text;
}

} // namespace

} // namespace connpool::dropin

extern "C" {

PGconn *CONNPOOL_STAND_IN(PQconnectdb)(const char *conninfo) {
  return connpool::dropin::lend(conninfo ? conninfo : "",
                                [&] { return CONNPOOL_REAL(PQconnectdb)(conninfo); });
}

PGconn *CONNPOOL_STAND_IN(PQconnectdbParams)(const char *const *keywords, const char *const *values,
                                             int expand) {
  const auto without = [&] { return CONNPOOL_REAL(PQconnectdbParams)(keywords, values, expand); };
  std::string conninfo;
  try {
    conninfo = connpool::dropin::from_params(keywords, values, expand != 0);
  } catch (const std::exception &) {
    return without();
  }
  return connpool::dropin::lend(conninfo, without);
}

PGconn *CONNPOOL_STAND_IN(PQsetdbLogin)(const char *host, const char *port, const char *options,
                                        const char *tty, const char *database, const char *user,
                                        const char *password) {
  const char *const names[] = {"dbname", "host", "port", "options", "user", "password", nullptr};
  const char *const values[] = {database, host, port, options, user, password, nullptr};
  const auto without = [&] {
    return CONNPOOL_REAL(PQsetdbLogin)(host, port, options, tty, database, user, password);
  };
  std::string conninfo;
  try {
    conninfo = connpool::dropin::from_params(names, values, true);
  } catch (const std::exception &) {
    return without();
  }
  return connpool::dropin::lend(conninfo, without);
}

void CONNPOOL_STAND_IN(PQfinish)(PGconn *handle) {
  auto lent = connpool::dropin::Handles::instance().take(handle);
  if (lent.empty())
    return CONNPOOL_REAL(PQfinish)(handle);
  connpool::dropin::restore(handle, lent.mapped());
}

int CONNPOOL_STAND_IN(PQregisterEventProc)(PGconn *handle, PGEventProc procedure, const char *name,
                                           void *argument) {
  // It cannot be taken out of the handle again.
  connpool::dropin::Handles::instance().spoil(handle);
  return CONNPOOL_REAL(PQregisterEventProc)(handle, procedure, name, argument);
}
}
