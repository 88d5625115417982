// mysql.cpp - for programs that keep their calls of MariaDB's client library:
// mysql_real_connect gives a session of a pool, mysql_close returns it.
//
// The program may own the MYSQL and holds its address, so a pool cannot lend its own: what
// is in the two structures changes places, as in the library's own mysql_reconnect. While
// the session is lent, the pool's handle has what the program's had before it connected.
// One pool for what makes sessions alike: the arguments of mysql_real_connect, every option
// set before it, and the library's defaults. Failures are left to the library, so that the
// program gets its own messages.
#include "connpool/mysql.h"
#include "../drivers/mysql_connection.h"
#include "interpose.h"
#include "lending.h"
#include "mysql_options.h"
#include <cstdarg>
#include <cstdlib>
#include <ma_pvio.h>
#include <mysqld_error.h>

#ifndef CONNPOOL_PRELOAD
extern "C" {
decltype(mysql_init) __real_mysql_init, __wrap_mysql_init;
decltype(mysql_options) __real_mysql_options, __wrap_mysql_options;
decltype(mysql_options4) __real_mysql_options4, __wrap_mysql_options4;
decltype(mysql_optionsv) __real_mysql_optionsv, __wrap_mysql_optionsv;
decltype(mysql_ssl_set) __real_mysql_ssl_set, __wrap_mysql_ssl_set;
decltype(mysql_set_local_infile_handler) __real_mysql_set_local_infile_handler,
    __wrap_mysql_set_local_infile_handler;
decltype(mysql_set_local_infile_default) __real_mysql_set_local_infile_default,
    __wrap_mysql_set_local_infile_default;
decltype(mysql_real_connect) __real_mysql_real_connect, __wrap_mysql_real_connect;
decltype(mysql_change_user) __real_mysql_change_user, __wrap_mysql_change_user;
decltype(mysql_set_server_option) __real_mysql_set_server_option, __wrap_mysql_set_server_option;
decltype(mysql_close) __real_mysql_close, __wrap_mysql_close;
decltype(mysql_close_start) __real_mysql_close_start, __wrap_mysql_close_start;
decltype(mysql_server_end) __real_mysql_server_end, __wrap_mysql_server_end;
}
#endif

namespace connpool::dropin {

namespace {

/// While the library's own function runs: what it calls of itself is not the program's.
class Inside {
public:
  Inside() { ++depth_; }
  ~Inside() { --depth_; }
  Inside(const Inside &) = delete;
  Inside &operator=(const Inside &) = delete;
  static bool now() { return depth_ > 0; }

private:
  static inline thread_local int depth_ = 0;
};

/// The arguments of mysql_real_connect.
class Login {
public:
  using Text = std::optional<std::string>;
  Login(const char *host, const char *user, const char *password, const char *database,
        unsigned port, const char *socket, unsigned long flags)
      : texts_{text(host), text(user), text(password), text(database), text(socket)}, port_(port),
        flags_(flags) {}

  std::string identity() const {
    std::string all = std::to_string(port_) + " " + std::to_string(flags_);
    for (const Text &each : texts_)
      all += each ? ":" + std::to_string(each->size()) + ":" + *each : "-";
    return all;
  }
  MYSQL *connect(MYSQL *handle) const {
    return CONNPOOL_REAL(mysql_real_connect)(handle, pointer(0), pointer(1), pointer(2), pointer(3),
                                             port_, pointer(4), flags_);
  }
  /// Without the password.
  std::string target() const {
    return "mysql " + texts_[1].value_or("") + "@" +
           texts_[0].value_or(texts_[4].value_or("localhost"));
  }

private:
  static Text text(const char *value) { return value ? Text(value) : std::nullopt; }
  const char *pointer(std::size_t i) const { return texts_[i] ? texts_[i]->c_str() : nullptr; }
  Text texts_[5];
  unsigned port_;
  unsigned long flags_;
};

class Sessions final : public Driver {
public:
  Sessions(Login login, OptionCalls options)
      : login_(std::move(login)), options_(std::move(options)) {}

  std::unique_ptr<Connection> connect(std::chrono::milliseconds timeout) override {
    const Inside inside;
    mysql::Handle handle(CONNPOOL_REAL(mysql_init)(nullptr));
    if (!handle)
      throw std::bad_alloc();
    const auto set = CONNPOOL_REAL(mysql_optionsv);
    options_.repeat_on(handle.get(), set, CONNPOOL_REAL(mysql_ssl_set));
    const auto seconds =
        static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(timeout).count());
    if (!options_.sets(MYSQL_OPT_CONNECT_TIMEOUT))
      set(handle.get(), MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    if (!login_.connect(handle.get()))
      throw ConnectError(mysql_error(handle.get()), ConnectError::Kind::Permanent);
    // What exchange() relies on. Another library, or a later one, may be different.
    const MARIADB_PVIO *const line = handle->net.pvio;
    if (!line || line->mysql != handle.get())
      throw ConnectError("not a handle as of MariaDB's client library",
                         ConnectError::Kind::Permanent);
    std::vector<std::string> settings = init_commands(handle.get());
    return std::make_unique<mysql::MysqlConnection>(std::move(handle), std::move(settings));
  }
  std::string target() const override { return login_.target(); }

private:
  /// Those of option files as well.
  static std::vector<std::string> init_commands(MYSQL *handle) {
    char **commands = nullptr;
    unsigned count = 0;
    mysql_get_optionv(handle, MYSQL_INIT_COMMAND, &commands, &count);
    return {commands, commands + (commands ? count : 0)};
  }

  const Login login_;
  const OptionCalls options_;
};

/// A lent session, and what its borrower may change in it that is easy to change back.
struct Lent {
  Lease lease;
  my_bool reconnect;
};
using Handles = Lending<MYSQL, Lent>;

/// The options of the program's handles.
struct Notes {
  std::mutex mutex;
  std::unordered_map<MYSQL *, OptionCalls> options; ///< under mutex

  static Notes &instance() {
    static auto *notes = [] {
      pthread_atfork([] { instance().mutex.lock(); }, [] { instance().mutex.unlock(); },
                     [] { instance().mutex.unlock(); });
      return new Notes;
    }();
    return *notes;
  }
};

template <class Note>
void note(MYSQL *handle, Note how, std::optional<enum mysql_option> option = {}) {
  if (Inside::now())
    return;
  if (option != MYSQL_OPT_RECONNECT)   // see Lent
    Handles::instance().spoil(handle); // the next borrower has not asked for it
  Notes &notes = Notes::instance();
  std::lock_guard lock(notes.mutex);
  how(notes.options[handle]);
}

OptionCalls options_of(MYSQL *handle) {
  Notes &notes = Notes::instance();
  std::lock_guard lock(notes.mutex);
  const auto found = notes.options.find(handle);
  return found == notes.options.end() ? OptionCalls() : found->second;
}

void forget(MYSQL *handle) {
  Notes &notes = Notes::instance();
  std::lock_guard lock(notes.mutex);
  notes.options.erase(handle);
}

/// What is in them changes places; each remains allocated as it was.
void exchange(MYSQL &one, MYSQL &other) {
  std::swap(one, other);
  std::swap(one.free_me, other.free_me);
  for (MYSQL *each : {&one, &other})
    if (each->net.pvio)
      each->net.pvio->mysql = each;
}

/// Statements that the program did not close: they are to be, without a connection.
void orphan_statements(MYSQL &handle) {
  for (LIST *each = std::exchange(handle.stmts, nullptr); each; each = each->next)
    static_cast<MYSQL_STMT *>(each->data)->mysql = nullptr;
}

/// An error as if the library had met it.
MYSQL *refuse(MYSQL *handle, const std::string &why) {
  const auto copy = [](auto &to, const std::string &from) {
    to[from.copy(to, sizeof(to) - 1)] = '\0';
  };
  handle->net.last_errno = ER_CON_COUNT_ERROR;
  copy(handle->net.sqlstate, "08004");
  copy(handle->net.last_error, why);
  return nullptr;
}

/// What the library takes from the environment where the program says nothing.
std::string surroundings() {
  std::string all;
  for (const char *name : {"MYSQL_PWD", "MYSQL_TCP_PORT", "MYSQL_UNIX_PORT", "MARIADB_UNIX_PORT"}) {
    const char *const value = std::getenv(name);
    all += value ? "=" + std::string(value) + "\n" : "\n";
  }
  return all;
}

MYSQL *lend(MYSQL *handle, const Login &login) {
  const OptionCalls options = options_of(handle);
  const auto without = [&] {
    const Inside inside;
    return login.connect(handle);
  };
  if (!options.poolable() || Handles::instance().is_lent(handle))
    return without();
  try {
    Pool &pool = Handles::instance().pool_for(
        login.identity() + "\n" + options.identity() + "\n" + surroundings(), "mysql",
        [&] { return std::make_shared<Sessions>(login, options); });
    Lease lease = pool.checkout();
    exchange(*handle, *mysql::handle(lease));
    const my_bool reconnect = handle->options.reconnect;
    Handles::instance().lend(handle, {std::move(lease), reconnect});
    return handle;
  } catch (const CheckoutError &error) {
    return refuse(handle, error.what());
  } catch (const std::exception &) {
    return without();
  }
}

/// True when the handle was a lent one; now it is as it was before it connected.
bool give_back(MYSQL *handle) {
  auto lent = Handles::instance().take(handle);
  if (lent.empty())
    return false;
  MYSQL &pooled = *mysql::handle(lent.mapped().lease);
  exchange(*handle, pooled);
  pooled.options.reconnect = lent.mapped().reconnect;
  orphan_statements(pooled);
  return true;
}

__attribute__((destructor)) void close_pools() { Handles::instance().close_pools(); }

#ifdef CONNPOOL_PRELOAD
/// The library calls its own functions through the same names.
bool is_the_library(const void *caller) {
  Dl_info its{}, library{};
  return dladdr(caller, &its) && dladdr(dlsym(RTLD_NEXT, "mysql_init"), &library) &&
         its.dli_fbase == library.dli_fbase;
}
#else
bool is_the_library(const void *) { return false; }
#endif

} // namespace

} // namespace connpool::dropin

using namespace connpool::dropin;

extern "C" {

MYSQL *CONNPOOL_STAND_IN(mysql_init)(MYSQL *handle) {
  if (handle && !Inside::now()) {
    // A session that was forgotten: what it was is being overwritten, or has been. The
    // handle that is closed now is the one that the program had before it connected.
    Handles::instance().spoil(handle);
    Handles::instance().take(handle);
  }
  MYSQL *const made = CONNPOOL_REAL(mysql_init)(handle);
  forget(made);
  return made;
}

int CONNPOOL_STAND_IN(mysql_options)(MYSQL *handle, enum mysql_option option, const void *value) {
  note(handle, [&](OptionCalls &calls) { calls.note(option, value); }, option);
  const Inside inside;
  return CONNPOOL_REAL(mysql_options)(handle, option, value);
}

int CONNPOOL_STAND_IN(mysql_options4)(MYSQL *handle, enum mysql_option option, const void *first,
                                      const void *second) {
  note(handle, [&](OptionCalls &calls) { calls.note(option, first, second); }, option);
  const Inside inside;
  return CONNPOOL_REAL(mysql_options4)(handle, option, first, second);
}

int CONNPOOL_STAND_IN(mysql_optionsv)(MYSQL *handle, enum mysql_option option, ...) {
  va_list rest;
#ifdef __clang__
#pragma clang diagnostic ignored "-Wvarargs" // the library's signature is so
#endif
  va_start(rest, option);
  const void *const first = va_arg(rest, const void *);
  const void *const second = OptionCalls::takes_two(option) ? va_arg(rest, const void *) : nullptr;
  va_end(rest);
  note(handle, [&](OptionCalls &calls) { calls.note(option, first, second); }, option);
  const Inside inside;
  return CONNPOOL_REAL(mysql_optionsv)(handle, option, first, second);
}

int CONNPOOL_STAND_IN(mysql_ssl_set)(MYSQL *handle, const char *key, const char *cert,
                                     const char *ca, const char *capath, const char *cipher) {
  note(handle, [&](OptionCalls &calls) { calls.note_ssl(key, cert, ca, capath, cipher); });
  const Inside inside;
  return CONNPOOL_REAL(mysql_ssl_set)(handle, key, cert, ca, capath, cipher);
}

void CONNPOOL_STAND_IN(mysql_set_local_infile_handler)(MYSQL *handle,
                                                       int (*begin)(void **, const char *, void *),
                                                       int (*read)(void *, char *, unsigned),
                                                       void (*end)(void *),
                                                       int (*error)(void *, char *, unsigned),
                                                       void *data) {
  note(handle, [](OptionCalls &calls) { calls.note_unknown(); });
  CONNPOOL_REAL(mysql_set_local_infile_handler)(handle, begin, read, end, error, data);
}

void CONNPOOL_STAND_IN(mysql_set_local_infile_default)(MYSQL *handle) {
  note(handle, [](OptionCalls &calls) { calls.note_unknown(); });
  CONNPOOL_REAL(mysql_set_local_infile_default)(handle);
}

MYSQL *CONNPOOL_STAND_IN(mysql_real_connect)(MYSQL *handle, const char *host, const char *user,
                                             const char *password, const char *database,
                                             unsigned port, const char *socket,
                                             unsigned long flags) {
  if (!handle || Inside::now() || is_the_library(__builtin_return_address(0)))
    return CONNPOOL_REAL(mysql_real_connect)(handle, host, user, password, database, port, socket,
                                             flags);
  return lend(handle, Login(host, user, password, database, port, socket, flags));
}

my_bool CONNPOOL_STAND_IN(mysql_change_user)(MYSQL *handle, const char *user, const char *password,
                                             const char *database) {
  Handles::instance().spoil(handle); // the session of somebody else
  return CONNPOOL_REAL(mysql_change_user)(handle, user, password, database);
}

int CONNPOOL_STAND_IN(mysql_set_server_option)(MYSQL *handle, enum enum_mysql_set_option option) {
  Handles::instance().spoil(handle); // no reset changes it back
  return CONNPOOL_REAL(mysql_set_server_option)(handle, option);
}

void CONNPOOL_STAND_IN(mysql_close)(MYSQL *handle) {
  give_back(handle);
  forget(handle);
  CONNPOOL_REAL(mysql_close)(handle);
}

int CONNPOOL_STAND_IN(mysql_close_start)(MYSQL *handle) {
  if (!give_back(handle))
    return CONNPOOL_REAL(mysql_close_start)(handle);
  forget(handle);
  CONNPOOL_REAL(mysql_close)(handle); // has no session: nothing to wait for
  return 0;
}

void CONNPOOL_STAND_IN(mysql_server_end)(void) {
  Handles::instance().close_pools(); // their sessions need the library
  CONNPOOL_REAL(mysql_server_end)();
}
}
