// ResourceModel.h - what each client API acquires, releases and may fail at.
//
// A model is data: it is read from families/*.yaml (built in), from the user's own
// files and from annotations in the source. The rest of the analysis knows no API
// name. Plain values, no Clang, no LLVM.
#ifndef CONNLINT_MODEL_RESOURCEMODEL_H
#define CONNLINT_MODEL_RESOURCEMODEL_H

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// What an obligation is about. Connection and Lease are reported by connection-leak,
/// Transaction by transaction-not-finished, the others by result-leak.
enum class ResourceKind { Connection, Lease, Result, Statement, Buffer, Environment, Transaction };

/// The check a handle needs before it is used.
enum class RequiredCheck {
  None,  ///< The API accepts a null or failed handle everywhere.
  Null,  ///< Compare with null, or test the code that the acquire returned.
  Status ///< As Null, or ask the status function of the resource.
};

/// Argument number of the object a C++ method is called on; YAML writes it `this`.
inline constexpr unsigned ThisArgument = ~0U;

/// One kind of handle of a family: "libpq connection".
struct ResourceType {
  std::string Family;
  std::string Name; ///< As messages say it: "connection", "result", "statement".
  ResourceKind Kind = ResourceKind::Buffer;
  RequiredCheck Check = RequiredCheck::None;
  /// Names of the C types behind the handle, without struct and pointer: "PGconn".
  std::vector<std::string> TypeNames;
  /// Field that is non-zero when the handle is in error ("err" of redisContext), or empty.
  std::string ErrorField;
  /// A directive of printf-like formats that releases its argument ("%z" of SQLite), or empty.
  std::string FormatReleases;
  /// How a fix or a message says it is released: "PQfinish". First release that is declared.
  std::string ReleaseName;

  bool operator==(const ResourceType &) const = default;
};

/// Where a call leaves or takes a handle.
struct HandlePlace {
  enum KindTy {
    Return,  ///< The value the call returns.
    Out,     ///< Stored behind argument Arg: sqlite3_open(path, &db).
    Argument ///< Argument Arg itself: an object the caller provides, mysql_init(&my).
  } Kind = Return;
  unsigned Arg = 0;

  bool operator==(const HandlePlace &) const = default;
};

/// A set of integers as sorted, disjoint, closed intervals: the return codes that mean success.
struct CodeSet {
  std::vector<std::pair<int64_t, int64_t>> Ranges;

  bool empty() const { return Ranges.empty(); }
  bool operator==(const CodeSet &) const = default;
};

/// Applies only when argument Arg is this constant: SQLAllocHandle(SQL_HANDLE_DBC, ...).
struct ArgumentIs {
  unsigned Arg = 0;
  int64_t Value = 0;

  bool operator==(const ArgumentIs &) const = default;
};

/// Argument Arg says not to wait: it is zero, as in poll(..., 0); or has one of Bits, as in
/// recv(..., MSG_DONTWAIT); or what lies behind it is all zero, as the time for select.
struct NoWait {
  unsigned Arg = 0;
  int64_t Bits = 0;
  bool Behind = false;

  bool operator==(const NoWait &) const = default;
};

struct AcquireEffect {
  unsigned Resource = 0; ///< Index into ResourceModel::resources().
  HandlePlace At;
  /// Return codes that mean success. Empty: judged by the handle itself (null or not).
  CodeSet Success;
  /// What the place holds after a failure.
  enum class Failure {
    Nothing,     ///< Null (Return, Out) or nothing to release (Argument).
    MustRelease, ///< A handle that still has to be released: PQconnectdb, sqlite3_open.
    Unchanged    ///< Out keeps its old value.
  } OnFailure = Failure::Nothing;
  /// Opens a physical connection to a server or file, as opposed to borrowing from a pool.
  bool Raw = false;
  /// Arguments that name the source (DSN, host + database, pool). Two acquires from equal
  /// sources while the first is held are nested. Empty for a connection: never nested.
  std::vector<unsigned> Source;
  /// Applies only if the argument of At is null (mysql_init(NULL)).
  bool IfArgumentNull = false;
  unsigned NullArgument = 0;
  /// The handle whose release also releases this one, by argument.
  std::optional<unsigned> FreedWith;
  /// The connection whose last SQL this is the answer of (mysql_store_result). Where that SQL
  /// is known to have worked, the handle needs no check.
  std::optional<unsigned> AnswerOf;
  /// The connection whose status, right after the call, is good if this succeeded: a reply
  /// of redisCommand comes only while `err` is 0.
  std::optional<unsigned> StatusOf;
  std::optional<ArgumentIs> Condition;

  bool operator==(const AcquireEffect &) const = default;
};

/// A call that turns an initialised handle into a connected one: mysql_real_connect.
struct ConnectEffect {
  unsigned Resource = 0;
  unsigned Arg = 0;
  CodeSet Success; ///< Empty: a non-null return means success.
  bool Raw = true;
  std::vector<unsigned> Source;

  bool operator==(const ConnectEffect &) const = default;
};

struct ReleaseEffect {
  unsigned Resource = 0;
  unsigned Arg = 0;
  bool NullOk = true;
  /// The argument points to the handle and is set to null: sqlite3-like "freep" helpers.
  bool ThroughPointer = false;
  /// Whoever takes it back rolls back the transaction that is still open.
  bool RollsBack = false;
  /// The call may fail and leave the handle open; failure is what is outside of this set.
  /// Empty: it always releases. After a failure the handle is in doubt: no leak, and a
  /// second release is no double release (sqlite3_close after SQLITE_BUSY).
  CodeSet Success;
  std::optional<ArgumentIs> Condition;

  bool operator==(const ReleaseEffect &) const = default;
};

/// The call tells whether argument Arg is usable; Ok are the values that mean yes.
struct StatusEffect {
  unsigned Arg = 0;
  /// The resource it is the status of, if that is said.
  std::optional<unsigned> Resource;
  CodeSet Ok;
  /// The others mean that the server has forgotten the connection, with its transaction.
  bool ElseLost = false;

  bool operator==(const StatusEffect &) const = default;
};

enum class SqlAction { None, Begin, Commit, Rollback };

/// The call runs SQL on a connection. The text is argument TextArg, or Action is fixed
/// (mysql_commit). Ok are the return codes of a statement that worked and gave no rows; for
/// calls that return a result handle, the codes of the status function of that handle.
struct SqlEffect {
  unsigned ConnectionArg = 0;
  std::optional<unsigned> TextArg;
  SqlAction Action = SqlAction::None;
  CodeSet Ok;

  bool operator==(const SqlEffect &) const = default;
};

/// Memory semantics of allocators, so that handles inside heap objects are followed.
/// What allocates or throws, or ends the process, never gives null: operator new, g_malloc0.
enum class MemoryEffect {
  None,
  Allocate,
  AllocateZeroed,
  AllocateOrThrow,
  AllocateZeroedOrThrow,
  Reallocate,
  Free,
  Zero,
  Copy
};

struct FunctionModel {
  std::string Name; ///< Qualified: "PQexec", "acme::Pool::get".
  std::string Family;
  std::vector<AcquireEffect> Acquires;
  std::vector<ReleaseEffect> Releases;
  std::vector<ConnectEffect> Connects;
  std::optional<StatusEffect> Status;
  std::optional<SqlEffect> Sql;
  /// Returns this argument: mysql_real_connect returns its handle.
  std::optional<unsigned> ReturnsArgument;
  /// Returns memory that lives as long as the handle in this argument: PQgetvalue.
  std::optional<unsigned> ReturnsDerived;
  /// Makes the object in this argument anew, whatever is in it: mysql_init.
  std::optional<unsigned> SetsUp;
  /// Releases what was acquired with FreedWith and this argument, but not the argument
  /// itself: SQLDisconnect frees the statements of its connection.
  std::optional<unsigned> ReleasesChildren;
  /// Returns one of those that ReleasesChildren would release. Nobody sees how many there are, so a
  /// function that asks for them and releases such a resource releases all: sqlite3_next_stmt.
  std::optional<unsigned> ListsChildren;
  /// Arguments whose ownership the callee takes.
  std::vector<unsigned> Takes;
  /// Arguments that may be null or failed without harm although the resource needs a check.
  std::vector<unsigned> ToleratesUnchecked;
  MemoryEffect Memory = MemoryEffect::None;
  bool NoReturn = false;
  /// With NoReturn: the process goes on elsewhere, and nothing of the function is cleaned up.
  bool Abandons = false;
  /// Never returns when argument Arg is within Codes: error(1, ...), ereport(ERROR, ...).
  std::optional<std::pair<unsigned, CodeSet>> NoReturnIf;
  /// Returns the socket of the handle in this argument: who takes it means to wait on it.
  std::optional<unsigned> ReturnsSocket;
  /// Tells how far the handle in this argument is: who calls it has looked at its status.
  std::optional<unsigned> AsksStatus;
  /// Tells whether a transaction is open on the connection Arg; Ok are the codes for "none".
  std::optional<StatusEffect> TransactionTest;
  /// Empty, or the only codes that it returns.
  CodeSet Returns;
  /// Returned codes that mean it has done nothing; else nobody sees what it does with what it was
  /// given: pthread_create.
  CodeSet Refuses;
  /// Empty, or what the call waits for: "sleeps", "waits for a lock", "waits for the network".
  std::string Blocking;
  std::optional<NoWait> DoesNotWait;
  /// Only reads its arguments and touches no global state that matters: strcmp, printf.
  bool Pure = false;
  /// Stands at the declaration of this very function, so it wins over what its body does.
  bool IsAnnotated = false;

  bool operator==(const FunctionModel &) const = default;
};

/// All families together; immutable once loaded. Copies are cheap to avoid: pass by reference.
/// Thread safety: const access from any thread.
class ResourceModel {
public:
  /// The entry of a function by its qualified name, or null.
  const FunctionModel *find(std::string_view Name) const;
  const std::vector<ResourceType> &resources() const { return Resources; }
  const std::map<std::string, FunctionModel, std::less<>> &functions() const { return Functions; }
  /// The resource a type name belongs to ("PGconn"), or nullopt.
  std::optional<unsigned> resourceOfType(std::string_view TypeName) const;
  /// Globs of files, and qualified names of functions or classes, that may connect raw.
  const std::vector<std::string> &rawAllowedIn() const { return RawAllowed; }
  /// The headers that declare the functions of a family, for fixes and tests.
  const std::map<std::string, std::vector<std::string>, std::less<>> &headers() const {
    return Headers;
  }
  /// The entry of one of several functions of a name, "soci::session::session", by the name with
  /// its parameters behind it, or null: most names have no such entry.
  const FunctionModel *findOverload(std::string_view Name, std::string_view Parameters) const;
  /// Objects of the class hold a handle by value: its destructor releases what `this` points to.
  bool isHandleClass(std::string_view Class) const;
  /// Classes and namespaces whose functions report errors by exceptions.
  const std::set<std::string, std::less<>> &throwing() const { return Throwing; }
  /// The function belongs to one of them.
  bool throws(std::string_view Function) const;
  /// Hash of everything that can change a finding; part of cache keys.
  std::string fingerprint() const;

  /// Adds a resource; returns its index. The first one of family and name wins.
  unsigned addResource(ResourceType Type);
  /// Adds or replaces an entry: what is added later wins.
  void addFunction(FunctionModel Function);
  /// Adds a pattern of rawAllowedIn(); one that is there already is kept once.
  void allowRawIn(std::string Pattern);
  /// Adds a class or namespace to throwing().
  void addThrowing(std::string Scope) { Throwing.insert(std::move(Scope)); }
  /// Adds a header of a family; one that is there already is kept once.
  void addHeader(const std::string &Family, std::string Header);

  bool operator==(const ResourceModel &) const = default;

private:
  std::vector<ResourceType> Resources;
  std::map<std::string, FunctionModel, std::less<>> Functions;
  std::map<std::string, unsigned, std::less<>> TypeIndex;
  std::map<std::string, std::vector<std::string>, std::less<>> Headers;
  std::vector<std::string> RawAllowed;
  std::set<std::string, std::less<>> Throwing;
  /// Names without parameters of the entries that have some.
  std::set<std::string, std::less<>> Overloaded;
};

} // namespace connlint

#endif
