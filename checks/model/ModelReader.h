// ModelReader.h - gives the tree of a model file its meaning.
//
// Reads everything into plain lists first: a model that has an error changes nothing.
// Resources of all documents are declared before any function is read, so the order of
// documents does not matter. Internal to checks/model.
#ifndef CONNLINT_MODEL_MODELREADER_H
#define CONNLINT_MODEL_MODELREADER_H

#include "model/ModelFields.h"

namespace connlint {

/// Names of resources, those that are loaded and those of the text being read.
class ResourceNames {
public:
  explicit ResourceNames(const ResourceModel &Model) : All(Model.resources()) {}

  /// The index of "name" (of Family) or "family.name", or nullopt.
  std::optional<unsigned> find(std::string_view Family, std::string_view Name) const;
  /// The names that a function of Family can write, for suggestions.
  std::vector<std::string> names(std::string_view Family) const;
  const ResourceType &at(unsigned Index) const { return All[Index]; }
  const std::vector<ResourceType> &all() const { return All; }
  unsigned add(ResourceType Type);

private:
  std::vector<ResourceType> All;
};

/// What one text adds to a model.
struct ModelAddition {
  /// Resources of the model it was read for, then the new ones.
  ResourceNames Resources;
  std::vector<FunctionModel> Functions;
  std::vector<std::pair<std::string, std::string>> Headers;
  std::vector<std::string> RawAllowed;
  std::vector<std::string> Throwing;
};

/// Reads all documents. On failure: adds to Errors, and the result must not be used.
ModelAddition readModel(const std::vector<YamlNode> &Documents, const ResourceModel &Model,
                        ModelErrors &Errors);

/// The functions a text has declared so far, and the line of each.
using FunctionLines = std::map<std::string, unsigned, std::less<>>;

/// Reads one entry of a `functions` list: a function for each of its names.
std::vector<FunctionModel> readFunctions(const YamlNode &Entry, const std::string &Family,
                                         const ResourceNames &Resources, FunctionLines &Seen,
                                         ModelErrors &Errors);

/// Declares the lease of a `pool` entry.
void readPoolLease(const YamlNode &Entry, const std::string &Family, ResourceNames &Resources,
                   ModelErrors &Errors);

/// Reads the functions of a `pool` entry: the short form for a pool of one's own.
std::vector<FunctionModel> readPool(const YamlNode &Entry, const std::string &Family,
                                    const ResourceNames &Resources, FunctionLines &Seen,
                                    ModelErrors &Errors);

/// The resource that Name at Node stands for; 0 and an error when there is none.
unsigned resolveResource(const YamlNode &Node, std::string_view Name, const std::string &Family,
                         const ResourceNames &Resources, ModelErrors &Errors);

/// The same for the value of a required key.
unsigned readResource(const ModelFields &Fields, std::string_view Key, const std::string &Family,
                      const ResourceNames &Resources, ModelErrors &Errors);

/// Reads `at`, `success` and the other keys that say how a handle is acquired.
AcquireEffect readAcquire(const ModelFields &Fields, unsigned Resource, ModelErrors &Errors);

/// False, with an error, when the text of Node cannot name a resource.
bool checkResourceName(const YamlNode &Node, ModelErrors &Errors);

/// False, with an error, when Name is no function name or was declared before.
bool checkFunctionName(const YamlNode &Node, const std::string &Name, FunctionLines &Seen,
                       ModelErrors &Errors);

} // namespace connlint

#endif
