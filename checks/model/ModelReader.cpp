// ModelReader.cpp - reads the documents of a model file: families and their resources.
#include "model/ModelReader.h"
#include <algorithm>
#include <set>

namespace connlint {

namespace {

bool isWordCharacter(char C) {
  return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || (C >= '0' && C <= '9') || C == '_' ||
         C == '-';
}

/// Names that stand in "family.resource": no dots, no space at the ends.
bool isPlainName(std::string_view Name, bool AllowSpaces) {
  return !Name.empty() && Name.front() != ' ' && Name.back() != ' ' &&
         std::ranges::all_of(
             Name, [&](char C) { return isWordCharacter(C) || (AllowSpaces && C == ' '); });
}

/// Two declarations of one resource agree; what is derived does not count.
bool agrees(ResourceType A, const ResourceType &B) {
  if (A.ReleaseName.empty())
    A.ReleaseName = B.ReleaseName;
  return A == B;
}

/// Far more than any real model has; keeps the time bounded whatever the text is.
constexpr size_t MaxDeclarations = 1000;
/// So many errors come with a suggestion; the rest would be noise that takes long to find.
constexpr size_t MaxSuggestions = 100;

class ModelReader {
public:
  ModelReader(const ResourceModel &Model, ModelErrors &Errors)
      : Result{ResourceNames(Model), {}, {}, {}, {}}, Errors(Errors) {}

  ModelAddition run(const std::vector<YamlNode> &Documents);

private:
  void declare(const ModelFields &Document, std::string Family);
  void readResourceType(const YamlNode &Key, const YamlNode &Value, const std::string &Family);
  void readEffects(const ModelFields &Document, const std::string &Family);

  ModelAddition Result;
  FunctionLines Seen;
  ModelErrors &Errors;
};

void ModelReader::readResourceType(const YamlNode &Key, const YamlNode &Value,
                                   const std::string &Family) {
  if (!checkResourceName(Key, Errors))
    return;
  ModelFields R(
      Value, "resource",
      {"kind", "types", "check", "error-field", "format-releases", "released-by", "wraps"}, Errors);
  ResourceType Type;
  Type.Family = Family;
  Type.Name = Key.Text;
  R.require("kind");
  Type.Kind = R.word("kind", KindWords, ResourceKind::Buffer);
  Type.Check = R.word("check", CheckWords, RequiredCheck::Null);
  Type.TypeNames = R.texts("types");
  Type.ErrorField = R.text("error-field");
  Type.FormatReleases = R.text("format-releases");
  Type.ReleaseName = R.text("released-by");
  if (const YamlNode *Wrapped = R.get("wraps")) {
    std::string Name = R.scalar(*Wrapped, "wraps");
    if (!Name.empty() && !Result.Resources.all().empty()) {
      const ResourceType &Inner =
          Result.Resources.at(resolveResource(*Wrapped, Name, Family, Result.Resources, Errors));
      if (!Type.TypeNames.empty())
        Errors.add(*Wrapped, "wraps takes over the types of " + Name + "; remove 'types'");
      Type.TypeNames = Inner.TypeNames;
      if (Type.ErrorField.empty())
        Type.ErrorField = Inner.ErrorField;
    } else if (!Name.empty()) {
      Errors.add(*Wrapped, "no resource '" + Name + "' is declared above");
    }
  }
  if (std::optional<unsigned> Old = Result.Resources.find(Family, Type.Name)) {
    if (!agrees(Type, Result.Resources.at(*Old)))
      Errors.add(Key, "resource '" + Family + "." + Type.Name +
                          "' is already declared differently; rename this one");
    return;
  }
  Result.Resources.add(std::move(Type));
}

void ModelReader::declare(const ModelFields &Document, std::string Family) {
  for (std::string &Header : Document.texts("headers"))
    Result.Headers.emplace_back(Family, std::move(Header));
  for (std::string &Pattern : Document.texts("allow-raw-in"))
    Result.RawAllowed.push_back(std::move(Pattern));
  for (std::string &Scope : Document.texts("throws"))
    Result.Throwing.push_back(std::move(Scope));
  if (const YamlNode *Resources = Document.get("resources")) {
    if (Resources->Kind != YamlNode::Mapping)
      Errors.add(*Resources, "resources must be a mapping from names to {kind: ..., types: "
                             "[...], check: ...}");
    // One more than allowed is enough for run() to see it.
    for (size_t I = 0; I != std::min(Resources->Keys.size(), MaxDeclarations + 1); ++I)
      readResourceType(Resources->Keys[I], Resources->Items[I], Family);
  }
  if (const YamlNode *Pool = Document.get("pool"))
    forEachItem(*Pool, Errors, [&](const YamlNode &Item) {
      readPoolLease(Item, Family, Result.Resources, Errors);
    });
}

void ModelReader::readEffects(const ModelFields &Document, const std::string &Family) {
  auto Take = [&](std::vector<FunctionModel> New) {
    std::ranges::move(New, std::back_inserter(Result.Functions));
  };
  if (const YamlNode *Functions = Document.get("functions")) {
    if (Functions->Kind != YamlNode::Sequence)
      Errors.add(*Functions, "functions must be a list of entries: '- name: ...'");
    for (const YamlNode &Entry : Functions->Items)
      if (Functions->Kind == YamlNode::Sequence)
        Take(readFunctions(Entry, Family, Result.Resources, Seen, Errors));
  }
  if (const YamlNode *Pool = Document.get("pool"))
    forEachItem(*Pool, Errors, [&](const YamlNode &Item) {
      Take(readPool(Item, Family, Result.Resources, Seen, Errors));
    });
}

ModelAddition ModelReader::run(const std::vector<YamlNode> &Documents) {
  const size_t Loaded = Result.Resources.all().size();
  std::vector<std::pair<ModelFields, std::string>> Families;
  for (const YamlNode &Node : Documents) {
    ModelFields Document(
        Node, "model",
        {"family", "headers", "throws", "resources", "functions", "pool", "allow-raw-in"}, Errors);
    if (Node.Kind != YamlNode::Mapping)
      continue;
    std::string Family = Document.text("family");
    bool NeedsNone =
        Node.Keys.size() == 1 && (Document.get("allow-raw-in") || Document.get("throws"));
    if (!NeedsNone)
      Document.require("family");
    if (!Family.empty() && !isPlainName(Family, /*AllowSpaces=*/false))
      Errors.add(*Document.get("family"),
                 "a family is named with letters, digits, '-' and '_': 'libpq'");
    declare(Document, Family);
    Families.emplace_back(Document, std::move(Family));
    if (Result.Resources.all().size() - Loaded > MaxDeclarations ||
        Result.Headers.size() > MaxDeclarations || Result.RawAllowed.size() > MaxDeclarations ||
        Result.Throwing.size() > MaxDeclarations) {
      Errors.add(Node,
                 "more than " + std::to_string(MaxDeclarations) +
                     " resources, headers, patterns or throwing classes in one file; split it");
      return std::move(Result);
    }
  }
  for (const auto &[Document, Family] : Families)
    readEffects(Document, Family);
  return std::move(Result);
}

} // namespace

std::optional<unsigned> ResourceNames::find(std::string_view Family, std::string_view Name) const {
  if (size_t Dot = Name.find('.'); Dot != std::string_view::npos) {
    Family = Name.substr(0, Dot);
    Name = Name.substr(Dot + 1);
  }
  for (size_t I = 0; I != All.size(); ++I)
    if (All[I].Family == Family && All[I].Name == Name)
      return static_cast<unsigned>(I);
  return std::nullopt;
}

std::vector<std::string> ResourceNames::names(std::string_view Family) const {
  std::vector<std::string> Names;
  for (const ResourceType &R : All)
    Names.push_back(R.Family == Family ? R.Name : R.Family + "." + R.Name);
  return Names;
}

unsigned ResourceNames::add(ResourceType Type) {
  All.push_back(std::move(Type));
  return static_cast<unsigned>(All.size() - 1);
}

unsigned resolveResource(const YamlNode &Node, std::string_view Name, const std::string &Family,
                         const ResourceNames &Resources, ModelErrors &Errors) {
  if (std::optional<unsigned> Found = Resources.find(Family, Name))
    return *Found;
  std::string Hint;
  if (Errors.List.size() < MaxSuggestions) {
    std::vector<std::string> Names = Resources.names(Family);
    std::vector<std::string_view> Known(Names.begin(), Names.end());
    Hint = suggestWord(Name, Known);
  }
  Errors.add(Node, "unknown resource '" + std::string(Name.substr(0, 60)) + "'" +
                       (Hint.empty() ? "; declare it under 'resources'" : Hint));
  return 0;
}

unsigned readResource(const ModelFields &Fields, std::string_view Key, const std::string &Family,
                      const ResourceNames &Resources, ModelErrors &Errors) {
  const YamlNode *Node = Fields.require(Key);
  std::string Name = Node ? Fields.scalar(*Node, Key) : std::string();
  return Name.empty() ? 0 : resolveResource(*Node, Name, Family, Resources, Errors);
}

bool checkResourceName(const YamlNode &Node, ModelErrors &Errors) {
  bool Valid = isPlainName(Node.Text, /*AllowSpaces=*/true);
  if (!Valid)
    Errors.add(Node, "a resource is named with letters, digits, '-', '_' and spaces, as "
                     "messages say it: 'result'");
  return Valid;
}

bool checkFunctionName(const YamlNode &Node, const std::string &Name, FunctionLines &Seen,
                       ModelErrors &Errors) {
  bool Starts = isWordCharacter(Name.front()) && !(Name.front() >= '0' && Name.front() <= '9');
  size_t Parameters = Name.find('(');
  bool IsOverload = Parameters != std::string::npos && Name.back() == ')' &&
                    Name.rfind("::", Parameters) != std::string::npos;
  bool Valid = Starts && Name.front() != '-' && Name.back() != ' ' && Name.back() != ':' &&
               (Parameters == std::string::npos || IsOverload ||
                Name.find("operator()") != std::string::npos);
  if (!Valid) {
    Errors.add(Node, "a function is named without arguments, such as PQexec or "
                     "acme::Pool::get");
    return false;
  }
  auto [It, New] = Seen.try_emplace(Name, Node.Line);
  if (!New)
    Errors.add(Node, "function '" + Name + "' has an entry already, at line " +
                         std::to_string(It->second) + "; put all effects into one entry");
  return New;
}

ModelAddition readModel(const std::vector<YamlNode> &Documents, const ResourceModel &Model,
                        ModelErrors &Errors) {
  return ModelReader(Model, Errors).run(Documents);
}

} // namespace connlint
