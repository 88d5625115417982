// PoolReader.cpp - reads a `pool` entry, the short form for a pool of one's own.
//
// It declares a lease that wraps a connection, and the functions that borrow and give
// back. Whatever it can say can be said with `resources` and `functions` as well.
#include "model/ModelReader.h"

namespace connlint {

namespace {

constexpr std::string_view DefaultLease = "lease";

ModelFields poolFields(const YamlNode &Entry, ModelErrors &Errors) {
  return {Entry, "pool", {"acquire", "release", "handle", "name", "check", "key"}, Errors};
}

std::string leaseName(const ModelFields &Pool) {
  std::string Name = Pool.text("name");
  return Name.empty() ? std::string(DefaultLease) : Name;
}

/// The release takes the handle behind the pool: f(pool, handle), or f(handle).
unsigned handleArgument(std::optional<unsigned> Key) { return Key == 0U ? 1 : 0; }

} // namespace

void readPoolLease(const YamlNode &Entry, const std::string &Family, ResourceNames &Resources,
                   ModelErrors &Errors) {
  // Errors in the other keys are reported once, by readPool.
  ModelErrors Ignored;
  ModelFields Pool = poolFields(Entry, Ignored);
  ResourceType Lease;
  Lease.Family = Family;
  Lease.Name = leaseName(Pool);
  Lease.Kind = ResourceKind::Lease;
  Lease.Check = Pool.word("check", CheckWords, RequiredCheck::Null);
  if (const YamlNode *Handle = Pool.get("handle")) {
    std::string Name = Pool.scalar(*Handle, "handle");
    if (std::optional<unsigned> Inner = Resources.find(Family, Name)) {
      Lease.TypeNames = Resources.at(*Inner).TypeNames;
      Lease.ErrorField = Resources.at(*Inner).ErrorField;
    }
  }
  std::optional<unsigned> Old = Resources.find(Family, Lease.Name);
  if (!Old) {
    Resources.add(std::move(Lease));
    return;
  }
  Lease.ReleaseName = Resources.at(*Old).ReleaseName;
  if (!(Lease == Resources.at(*Old)))
    Errors.add(Entry, "resource '" + Family + "." + Lease.Name +
                          "' is already declared differently; give the pool another 'name'");
}

std::vector<FunctionModel> readPool(const YamlNode &Entry, const std::string &Family,
                                    const ResourceNames &Resources, FunctionLines &Seen,
                                    ModelErrors &Errors) {
  std::vector<FunctionModel> Result;
  ModelFields Pool = poolFields(Entry, Errors);
  if (Entry.Kind != YamlNode::Mapping)
    return Result;
  Pool.word("check", CheckWords, RequiredCheck::Null);
  readResource(Pool, "handle", Family, Resources, Errors);
  if (const YamlNode *Name = Pool.get("name"))
    checkResourceName(*Name, Errors);
  std::optional<unsigned> Lease = Resources.find(Family, leaseName(Pool));
  std::optional<unsigned> Key = Pool.optionalArgument("key");
  if (!Lease)
    return Result;

  auto Add = [&](const YamlNode &Item, const std::string &Name) -> FunctionModel * {
    if (Name.empty() || !checkFunctionName(Item, Name, Seen, Errors))
      return nullptr;
    FunctionModel &New = Result.emplace_back();
    New.Name = Name;
    New.Family = Family;
    return &New;
  };
  auto AddAcquire = [&](const YamlNode &Item) {
    if (Item.Kind != YamlNode::Mapping) {
      AcquireEffect A;
      A.Resource = *Lease;
      if (Key)
        A.Source = {*Key};
      if (FunctionModel *F = Add(Item, Pool.scalar(Item, "acquire")))
        F->Acquires.push_back(std::move(A));
      return;
    }
    ModelFields Fields(Item, "acquire", {"name", "at", "success", "on-failure", "source"}, Errors);
    AcquireEffect A = readAcquire(Fields, *Lease, Errors);
    if (A.Source.empty() && Key)
      A.Source = {*Key};
    Fields.require("name");
    if (FunctionModel *F = Add(Item, Fields.text("name")))
      F->Acquires.push_back(std::move(A));
  };
  auto AddRelease = [&](const YamlNode &Item) {
    ReleaseEffect R;
    R.Resource = *Lease;
    R.Arg = handleArgument(Key);
    if (Item.Kind != YamlNode::Mapping) {
      if (FunctionModel *F = Add(Item, Pool.scalar(Item, "release")))
        F->Releases.push_back(R);
      return;
    }
    ModelFields Fields(Item, "release", {"name", "arg", "null-ok", "through-pointer"}, Errors);
    R.Arg = Fields.argument("arg", R.Arg);
    R.NullOk = Fields.flag("null-ok", true);
    R.ThroughPointer = Fields.flag("through-pointer", false);
    Fields.require("name");
    if (FunctionModel *F = Add(Item, Fields.text("name")))
      F->Releases.push_back(R);
  };
  if (const YamlNode *Acquire = Pool.require("acquire"))
    forEachItem(*Acquire, Errors, AddAcquire);
  if (const YamlNode *Release = Pool.require("release"))
    forEachItem(*Release, Errors, AddRelease);
  return Result;
}

} // namespace connlint
