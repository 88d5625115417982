// Annotations.cpp - completes annotations from the declaration they stand at, and hands
// them to the reader of model files.
#include "model/Annotations.h"
#include "model/AnnotationText.h"
#include "model/ModelArguments.h"
#include "model/ModelReader.h"
#include <algorithm>
#include <set>
#include <utility>

namespace connlint {

namespace {

class AnnotationReader {
public:
  AnnotationReader(const ResourceModel &M, const std::vector<AnnotatedFunction> &Functions)
      : Model(M), Functions(Functions), Resources(M) {}

  std::vector<FunctionModel> run();
  const ResourceNames &resources() const { return Resources; }
  std::vector<ModelError> errors() const { return Texts.errors(); }

private:
  /// All annotations of one function, as one entry.
  struct Draft {
    const AnnotatedFunction *Function;
    YamlNode Entry;
    std::string Family;
    size_t ErrorsBefore = 0;
    bool Dropped = false; ///< Nothing can be concluded, and nobody is to blame.
  };

  void readAll(Draft &D);
  void merge(Draft &D, YamlNode &&Mapping);

  void complete(Draft &D, bool Named);
  const AnnotatedType *placeOfAcquire(const Draft &D, YamlNode &Acquire);
  const AnnotatedType *placeOfArgument(const Draft &D, YamlNode &Effect, std::string_view What);
  void completeResource(Draft &D, YamlNode &Effect, const AnnotatedType *Type);
  std::optional<unsigned> resourceOf(const AnnotatedType &Type, const std::string &Family) const;
  void declare(const std::string &Family, const std::string &Name, const AnnotatedType &Type);
  bool checkArgument(const Draft &D, const YamlNode &At, unsigned Argument);
  void checkArguments(const Draft &D, const FunctionModel &F);

  const ResourceModel &Model;
  const std::vector<AnnotatedFunction> &Functions;
  ResourceNames Resources;
  AnnotationTexts Texts;
  ModelErrors &Errors = Texts.errorsInText();
};

/// The resource that has the type: of Family if there is one, a lease only if nothing else.
std::optional<unsigned> AnnotationReader::resourceOf(const AnnotatedType &Type,
                                                     const std::string &Family) const {
  std::optional<unsigned> Best;
  int BestRank = -1;
  for (unsigned I = 0; I != Resources.all().size(); ++I) {
    const ResourceType &R = Resources.at(I);
    if (std::ranges::find_first_of(R.TypeNames, Type.Names) == R.TypeNames.end())
      continue;
    int Rank =
        (!Family.empty() && R.Family == Family ? 2 : 0) + (R.Kind != ResourceKind::Lease ? 1 : 0);
    if (Rank > BestRank)
      Best = I, BestRank = Rank;
  }
  return Best;
}

/// Several annotations of a function are one entry.
void AnnotationReader::merge(Draft &D, YamlNode &&Mapping) {
  if (D.Entry.Kind != YamlNode::Mapping) {
    D.Entry = scalarAt(Mapping, "");
    D.Entry.Kind = YamlNode::Mapping;
  }
  for (size_t I = 0; I != Mapping.Keys.size(); ++I) {
    YamlNode &Key = Mapping.Keys[I], &Value = Mapping.Items[I];
    if (Key.Text == "name")
      continue; // Is an error already.
    if (Key.Text == "family") {
      if (Value.Kind != YamlNode::Scalar || Value.Text.empty())
        Errors.add(Value, "family must be one word, such as 'orders'");
      else if (!D.Family.empty() && D.Family != Value.Text)
        Errors.add(Value, "family is '" + D.Family + "' in another annotation of this function");
      else
        D.Family = Value.Text;
      continue;
    }
    YamlNode *Old = find(D.Entry, Key.Text);
    if (!Old) {
      D.Entry.Keys.push_back(std::move(Key));
      D.Entry.Items.push_back(std::move(Value));
      continue;
    }
    if (!isOneOf(Key.Text, {"acquire", "release", "connect", "takes", "tolerates-unchecked"})) {
      Errors.add(Key, "'" + Key.Text +
                          "' stands in another annotation of this function, too; "
                          "remove one");
      continue;
    }
    if (Old->Kind != YamlNode::Sequence) {
      YamlNode List = scalarAt(*Old, "");
      List.Kind = YamlNode::Sequence;
      List.Items.push_back(std::move(*Old));
      *Old = std::move(List);
    }
    if (Value.Kind == YamlNode::Sequence)
      std::ranges::move(Value.Items, std::back_inserter(Old->Items));
    else
      Old->Items.push_back(std::move(Value));
  }
}

void AnnotationReader::readAll(Draft &D) {
  const AnnotatedFunction &F = *D.Function;
  D.ErrorsBefore = Errors.List.size();
  bool HasOurs =
      std::ranges::any_of(F.Annotations, [](const Annotation &A) { return !A.Optional; });
  std::set<std::pair<std::optional<unsigned>, std::string>> Seen;
  for (const Annotation &A : F.Annotations) {
    if (A.Optional) {
      bool Concerns = !HasOurs && F.TypesKnown && !Model.find(F.Name) &&
                      resourceOf(A.Parameter ? F.Parameters.at(*A.Parameter) : F.Result, "");
      if (!Concerns)
        continue;
    }
    if (!Seen.emplace(A.Parameter, A.Text).second)
      continue; // The header and the definition say the same.
    if (std::optional<YamlNode> Mapping = Texts.read(A)) {
      if (F.Name.empty()) {
        Errors.add(*Mapping, "a connlint annotation belongs to a function or a parameter");
        continue;
      }
      Texts.place(A, *Mapping);
      merge(D, std::move(*Mapping));
    }
  }
  D.Dropped = D.Entry.Kind != YamlNode::Mapping;
}

/// False, with an error, when the function has no such argument.
bool AnnotationReader::checkArgument(const Draft &D, const YamlNode &At, unsigned Argument) {
  const AnnotatedFunction &F = *D.Function;
  size_t Count = F.Parameters.size();
  if (Argument == ThisArgument && !F.IsMethod)
    Errors.add(At, "'this' is the object of a method, but '" + F.Name + "' is none");
  else if (Argument != ThisArgument && Argument >= Count && !F.IsVariadic)
    Errors.add(At, "there is no argument " + std::to_string(Argument) + ": '" + F.Name + "' has " +
                       std::to_string(Count) + (Count == 1 ? " parameter" : " parameters") +
                       ", counted from 0");
  else
    return true;
  return false;
}

/// Where an acquire leaves its handle, and the type of that place. Null when it is unknown.
const AnnotatedType *AnnotationReader::placeOfAcquire(const Draft &D, YamlNode &Acquire) {
  const AnnotatedFunction &F = *D.Function;
  if (YamlNode *At = find(Acquire, "at")) {
    std::string Word = At->Text.substr(0, At->Text.find(' '));
    if (At->Text == "return")
      return &F.Result;
    unsigned Number = 0;
    for (char C : At->Text.substr(std::min(Word.size() + 1, At->Text.size())))
      Number = C >= '0' && C <= '9' && Number < 1000 ? Number * 10 + unsigned(C - '0') : 1000;
    if (!isOneOf(Word, {"parameter", "out", "arg"}) || Number == 1000)
      return nullptr; // The reader says what is wrong.
    if (!checkArgument(D, *At, Number))
      return nullptr;
    if (Number >= F.Parameters.size())
      return nullptr; // A variable argument has no type.
    if (Word == "parameter")
      At->Text = (F.Parameters[Number].Pointers > 1 ? "out " : "arg ") + std::to_string(Number);
    return &F.Parameters[Number];
  }
  if (F.Result.Pointers > 0)
    return &F.Result; // The default.
  std::vector<unsigned> Outs;
  for (unsigned I = 0; I != F.Parameters.size(); ++I)
    if (F.Parameters[I].Pointers > 1 && !F.Parameters[I].Names.empty())
      Outs.push_back(I);
  if (Outs.size() == 1) {
    insert(Acquire, "at", "out " + std::to_string(Outs[0]));
    return &F.Parameters[Outs[0]];
  }
  if (F.TypesKnown)
    Errors.add(Acquire, "the function returns no pointer; write where the handle is: 'at: out N', "
                        "or annotate the parameter");
  return nullptr;
}

/// The type of the argument that an effect is about; finds the argument where it can only
/// be one.
const AnnotatedType *AnnotationReader::placeOfArgument(const Draft &D, YamlNode &Effect,
                                                       std::string_view What) {
  const AnnotatedFunction &F = *D.Function;
  std::optional<unsigned> Index;
  if (YamlNode *Arg = find(Effect, "arg")) {
    for (unsigned I = 0; I != 64; ++I)
      if (Arg->Text == std::to_string(I))
        Index = I;
    if (!Index || !checkArgument(D, *Arg, *Index) || *Index >= F.Parameters.size())
      return nullptr; // `this`, or no number: the reader says so.
  } else {
    std::vector<unsigned> Handles;
    for (unsigned I = 0; I != F.Parameters.size(); ++I)
      if (F.Parameters[I].Pointers > 0 && resourceOf(F.Parameters[I], D.Family))
        Handles.push_back(I);
    if (Handles.empty() && F.Parameters.size() == 1)
      Handles.push_back(0);
    if (Handles.size() != 1) {
      if (F.TypesKnown)
        Errors.add(Effect, "which argument is meant? write 'arg: N' in '" + std::string(What) +
                               "', or annotate the parameter");
      return nullptr;
    }
    Index = Handles[0];
    insert(Effect, "arg", std::to_string(*Index));
  }
  const AnnotatedType &Type = F.Parameters[*Index];
  if (What == "release" && Type.Pointers > 1 && !find(Effect, "through-pointer"))
    insert(Effect, "through-pointer", "true");
  return &Type;
}

/// A resource of one's own needs no declaration: its kind is its name, its type the one that
/// stands there. A lease wraps what the type is otherwise.
void AnnotationReader::declare(const std::string &Family, const std::string &Name,
                               const AnnotatedType &Type) {
  for (const ModelWord<ResourceKind> &Word : KindWords) {
    if (Word.Text != Name || Word.Value == ResourceKind::Transaction)
      continue;
    ResourceType New;
    New.Family = Family;
    New.Name = Name;
    New.Kind = Word.Value;
    New.Check = RequiredCheck::Null;
    New.TypeNames = Type.Names;
    if (std::optional<unsigned> Inner = resourceOf(Type, "");
        Inner && New.Kind == ResourceKind::Lease) {
      New.TypeNames = Resources.at(*Inner).TypeNames;
      New.ErrorField = Resources.at(*Inner).ErrorField;
    }
    Resources.add(std::move(New));
    return;
  }
}

void AnnotationReader::completeResource(Draft &D, YamlNode &Effect, const AnnotatedType *Type) {
  if (!Type)
    return;
  std::optional<unsigned> Known = resourceOf(*Type, D.Family);
  YamlNode *Name = find(Effect, "resource");
  if (Name && Name->Kind == YamlNode::Scalar) {
    if (Name->Text.find('.') == std::string::npos) {
      std::string Family = !D.Family.empty()     ? D.Family
                           : Known               ? Resources.at(*Known).Family
                           : Type->Names.empty() ? ""
                                                 : Type->Names.front();
      if (Family.empty())
        return;
      if (!Resources.find(Family, Name->Text) &&
          (!Known || !D.Family.empty() || Name->Text == "lease") && !Type->Names.empty())
        declare(Family, Name->Text, *Type);
      if (Resources.find(Family, Name->Text))
        Name->Text = Family + "." + Name->Text;
      else if (Known && D.Family.empty())
        Errors.add(*Name, "'" + Type->Names.front() + "' is a " + Resources.at(*Known).Family +
                              "." + Resources.at(*Known).Name + ", and there is no '" + Family +
                              "." + Name->Text.substr(0, 60) +
                              "'; for a resource of your own add 'family: NAME'");
    } else if (!Resources.find("", Name->Text) && !Type->Names.empty()) {
      size_t Dot = Name->Text.find('.');
      declare(Name->Text.substr(0, Dot), Name->Text.substr(Dot + 1), *Type);
    }
    return;
  }
  if (Name)
    return; // No word: the reader says so.
  if (Known) {
    const ResourceType &R = Resources.at(*Known);
    insert(Effect, "resource", R.Family + "." + R.Name);
  } else if (!D.Function->TypesKnown) {
    D.Dropped = true;
  } else {
    std::string What = Type->Names.empty() ? "this type" : "'" + Type->Names.front() + "'";
    Errors.add(Effect, What + " belongs to no resource that is known; write which one: "
                              "'resource: libpq.connection', or for a handle of your own "
                              "'resource: connection', 'statement', 'result' or 'lease'");
  }
}

/// Fills in what the declaration tells. Resources that are named go first: they may declare.
void AnnotationReader::complete(Draft &D, bool Named) {
  auto Wanted = [&](YamlNode &Effect) { return bool(find(Effect, "resource")) == Named; };
  forEachMapping(find(D.Entry, "acquire"), [&](YamlNode &A) {
    if (Wanted(A))
      completeResource(D, A, placeOfAcquire(D, A));
  });
  for (const char *Key : {"release", "connect"})
    forEachMapping(find(D.Entry, Key), [&](YamlNode &Effect) {
      if (Wanted(Effect))
        completeResource(D, Effect, placeOfArgument(D, Effect, Key));
    });
}

void AnnotationReader::checkArguments(const Draft &D, const FunctionModel &F) {
  std::set<unsigned> Used;
  forEachArgument(F, [&](unsigned Argument) { Used.insert(Argument); });
  for (unsigned Argument : Used)
    checkArgument(D, D.Entry, Argument);
}

std::vector<FunctionModel> AnnotationReader::run() {
  std::vector<Draft> Drafts;
  for (const AnnotatedFunction &F : Functions)
    Drafts.push_back({&F, {}, {}, 0, false});
  std::set<const Draft *> Bad;
  auto ForEach = [&](auto Do) {
    for (Draft &D : Drafts) {
      if (D.Dropped || Bad.contains(&D))
        continue;
      size_t Before = Errors.List.size();
      Do(D);
      if (Errors.List.size() != Before)
        Bad.insert(&D);
    }
  };
  ForEach([&](Draft &D) { readAll(D); });
  ForEach([&](Draft &D) { complete(D, /*Named=*/true); });
  ForEach([&](Draft &D) { complete(D, /*Named=*/false); });
  std::vector<FunctionModel> Result;
  ForEach([&](Draft &D) {
    // The reader wants a name that a file could have; calls may name it differently.
    insert(D.Entry, "name", "annotated");
    FunctionLines Seen;
    std::string Family = D.Family.empty() ? "project" : D.Family;
    for (FunctionModel &F : readFunctions(D.Entry, Family, Resources, Seen, Errors)) {
      F.Name = D.Function->Name;
      F.IsAnnotated = true;
      if (D.Family.empty())
        for (unsigned R : {F.Acquires.empty() ? ~0U : F.Acquires[0].Resource,
                           F.Releases.empty() ? ~0U : F.Releases[0].Resource})
          if (R != ~0U && F.Family == "project")
            F.Family = Resources.at(R).Family;
      checkArguments(D, F);
      Result.push_back(std::move(F));
    }
  });
  std::erase_if(Result, [&](const FunctionModel &F) {
    return std::ranges::any_of(Bad, [&](const Draft *D) { return D->Function->Name == F.Name; });
  });
  return Result;
}

} // namespace

std::vector<ModelError> addAnnotations(ResourceModel &Model,
                                       const std::vector<AnnotatedFunction> &Functions) {
  AnnotationReader Reader(Model, Functions);
  std::vector<FunctionModel> Entries = Reader.run();
  for (size_t I = Model.resources().size(); I < Reader.resources().all().size(); ++I)
    Model.addResource(Reader.resources().at(static_cast<unsigned>(I)));
  for (FunctionModel &F : Entries)
    Model.addFunction(std::move(F));
  return Reader.errors();
}

} // namespace connlint
