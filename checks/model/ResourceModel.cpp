// ResourceModel.cpp - look-up in the model, and the rules for adding to it.
#include "model/ResourceModel.h"
#include "model/ModelLoader.h"
#include <algorithm>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/xxhash.h>

namespace connlint {

const FunctionModel *ResourceModel::find(std::string_view Name) const {
  auto It = Functions.find(Name);
  return It == Functions.end() ? nullptr : &It->second;
}

const FunctionModel *ResourceModel::findOverload(std::string_view Name,
                                                 std::string_view Parameters) const {
  return Overloaded.contains(Name) ? find(std::string(Name) + std::string(Parameters)) : nullptr;
}

bool ResourceModel::isHandleClass(std::string_view Class) const {
  size_t Last = Class.rfind("::");
  std::string_view Plain = Last == Class.npos ? Class : Class.substr(Last + 2);
  const FunctionModel *Destructor = find(std::string(Class) + "::~" + std::string(Plain));
  return Destructor && std::ranges::any_of(Destructor->Releases, [](const ReleaseEffect &R) {
           return R.Arg == ThisArgument && R.ThroughPointer;
         });
}

bool ResourceModel::throws(std::string_view Function) const {
  if (Throwing.empty())
    return false;
  for (size_t At = Function.rfind("::"); At != Function.npos && At > 0;
       At = Function.rfind("::", At - 1))
    if (Throwing.contains(Function.substr(0, At)))
      return true;
  return false;
}

std::optional<unsigned> ResourceModel::resourceOfType(std::string_view TypeName) const {
  auto It = TypeIndex.find(TypeName);
  if (It == TypeIndex.end())
    return std::nullopt;
  return It->second;
}

std::string ResourceModel::fingerprint() const {
  llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(printModel(*this)));
  return llvm::utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
         llvm::utohexstr(Hash.low64, /*LowerCase=*/true, 16);
}

unsigned ResourceModel::addResource(ResourceType Type) {
  auto Same = std::ranges::find_if(Resources, [&](const ResourceType &R) {
    return R.Family == Type.Family && R.Name == Type.Name;
  });
  if (Same != Resources.end())
    return static_cast<unsigned>(Same - Resources.begin());

  auto Index = static_cast<unsigned>(Resources.size());
  for (const std::string &Name : Type.TypeNames) {
    // A pool's lease wraps the type of a connection: the connection owns the name.
    auto [It, New] = TypeIndex.try_emplace(Name, Index);
    if (!New && Type.Kind == ResourceKind::Connection &&
        Resources[It->second].Kind != ResourceKind::Connection)
      It->second = Index;
  }
  Resources.push_back(std::move(Type));
  return Index;
}

void ResourceModel::addFunction(FunctionModel Function) {
  for (const ReleaseEffect &R : Function.Releases)
    if (Resources[R.Resource].ReleaseName.empty())
      Resources[R.Resource].ReleaseName = Function.Name;
  std::string Name = Function.Name;
  if (size_t Parameters = Name.find('('); Parameters != Name.npos && Name.ends_with(')'))
    Overloaded.insert(Name.substr(0, Parameters));
  Functions.insert_or_assign(std::move(Name), std::move(Function));
}

void ResourceModel::allowRawIn(std::string Pattern) {
  if (std::ranges::find(RawAllowed, Pattern) == RawAllowed.end())
    RawAllowed.push_back(std::move(Pattern));
}

void ResourceModel::addHeader(const std::string &Family, std::string Header) {
  std::vector<std::string> &List = Headers[Family];
  if (std::ranges::find(List, Header) == List.end())
    List.push_back(std::move(Header));
}

} // namespace connlint
