// ModelPrinter.cpp - prints a model as YAML that reads back to an equal model.
//
// Keys that have their default value are left out. Entries of equal effect are not
// joined: one function per line makes two dumps easy to compare.
#include "model/ModelLoader.h"
#include "model/ModelWords.h"
#include <algorithm>
#include <set>

namespace connlint {

namespace {

/// A text as a YAML scalar, quoted when it is more than a plain word.
std::string scalar(std::string_view Text) {
  bool Plain = !Text.empty() && std::ranges::all_of(Text, [](char C) {
    return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || (C >= '0' && C <= '9') || C == '_' ||
           C == '.';
  });
  if (Plain)
    return std::string(Text);
  std::string Out = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out + "\"";
}

std::string argument(unsigned Arg) { return Arg == ThisArgument ? "this" : std::to_string(Arg); }

template <class Range, class Fn> std::string list(const Range &Items, Fn Print) {
  std::string Out = "[";
  for (const auto &Item : Items)
    Out += (Out.size() > 1 ? ", " : "") + Print(Item);
  return Out + "]";
}

std::string codes(const CodeSet &Set) {
  return list(printCodes(Set), [](const std::string &T) { return T; });
}

/// A flow mapping that is built key by key: {a: 1, b: 2}.
class Flow {
public:
  Flow &add(std::string_view Key, std::string_view Value) {
    Out += (Out.empty() ? "" : ", ") + std::string(Key) + ": " + std::string(Value);
    return *this;
  }
  Flow &flag(std::string_view Key, bool Value, bool Default) {
    return Value == Default ? *this : add(Key, Value ? "true" : "false");
  }
  Flow &arguments(std::string_view Key, const std::vector<unsigned> &Args) {
    return Args.empty() ? *this : add(Key, list(Args, argument));
  }
  Flow &argumentIf(std::string_view Key, const std::optional<unsigned> &Arg) {
    return Arg ? add(Key, argument(*Arg)) : *this;
  }
  Flow &codesIf(std::string_view Key, const CodeSet &Set) {
    return Set.empty() ? *this : add(Key, codes(Set));
  }
  Flow &when(const std::optional<ArgumentIs> &C) {
    return C ? add("when",
                   Flow().add("arg", argument(C->Arg)).add("is", std::to_string(C->Value)).str())
             : *this;
  }
  std::string str() const { return "{" + Out + "}"; }

private:
  std::string Out;
};

class Printer {
public:
  explicit Printer(const ResourceModel &Model) : Model(Model) {}
  std::string run();

private:
  std::string resourceName(unsigned Index, const std::string &Family) const {
    const ResourceType &R = Model.resources()[Index];
    return scalar(R.Family == Family ? R.Name : R.Family + "." + R.Name);
  }
  void document(const std::string &Family);
  void resource(const ResourceType &R);
  void function(const FunctionModel &F);
  std::string acquire(const AcquireEffect &A, const std::string &Family) const;
  std::string release(const ReleaseEffect &R, const std::string &Family) const;
  std::string connect(const ConnectEffect &C, const std::string &Family) const;
  void line(std::string_view Key, const std::string &Value) {
    Out += "    " + std::string(Key) + ": " + Value + "\n";
  }

  const ResourceModel &Model;
  std::string Out;
};

std::string Printer::acquire(const AcquireEffect &A, const std::string &Family) const {
  Flow Map;
  Map.add("resource", resourceName(A.Resource, Family));
  if (A.At.Kind == HandlePlace::Out)
    Map.add("at", "out " + argument(A.At.Arg));
  else if (A.At.Kind == HandlePlace::Argument)
    Map.add("at", "arg " + argument(A.At.Arg));
  Map.codesIf("success", A.Success);
  if (A.OnFailure != AcquireEffect::Failure::Nothing)
    Map.add("on-failure", wordOf(FailureWords, A.OnFailure));
  Map.flag("raw", A.Raw, false).arguments("source", A.Source);
  if (A.IfArgumentNull)
    Map.add("if-null", argument(A.NullArgument));
  return Map.argumentIf("freed-with", A.FreedWith)
      .argumentIf("answer-of", A.AnswerOf)
      .argumentIf("status-of", A.StatusOf)
      .when(A.Condition)
      .str();
}

std::string Printer::release(const ReleaseEffect &R, const std::string &Family) const {
  return Flow()
      .add("resource", resourceName(R.Resource, Family))
      .add("arg", argument(R.Arg))
      .flag("null-ok", R.NullOk, true)
      .flag("through-pointer", R.ThroughPointer, false)
      .flag("rolls-back", R.RollsBack, false)
      .codesIf("success", R.Success)
      .when(R.Condition)
      .str();
}

std::string Printer::connect(const ConnectEffect &C, const std::string &Family) const {
  return Flow()
      .add("resource", resourceName(C.Resource, Family))
      .add("arg", argument(C.Arg))
      .codesIf("success", C.Success)
      .flag("raw", C.Raw, true)
      .arguments("source", C.Source)
      .str();
}

void Printer::resource(const ResourceType &R) {
  Flow Map;
  Map.add("kind", wordOf(KindWords, R.Kind));
  if (!R.TypeNames.empty())
    Map.add("types", list(R.TypeNames, scalar));
  Map.add("check", wordOf(CheckWords, R.Check));
  if (!R.ErrorField.empty())
    Map.add("error-field", scalar(R.ErrorField));
  if (!R.FormatReleases.empty())
    Map.add("format-releases", scalar(R.FormatReleases));
  if (!R.ReleaseName.empty())
    Map.add("released-by", scalar(R.ReleaseName));
  Out += "  " + scalar(R.Name) + ": " + Map.str() + "\n";
}

void Printer::function(const FunctionModel &F) {
  Out += "  - name: " + scalar(F.Name) + "\n";
  auto All = [&](std::string_view Key, const auto &Effects, auto Print) {
    if (!Effects.empty())
      line(Key, list(Effects, [&](const auto &E) { return (this->*Print)(E, F.Family); }));
  };
  All("acquire", F.Acquires, &Printer::acquire);
  All("release", F.Releases, &Printer::release);
  All("connect", F.Connects, &Printer::connect);
  if (F.Status) {
    Flow Map;
    if (F.Status->Resource)
      Map.add("resource", resourceName(*F.Status->Resource, F.Family));
    Map.add("arg", argument(F.Status->Arg)).codesIf("ok", F.Status->Ok);
    line("status", Map.flag("else-lost", F.Status->ElseLost, false).str());
  }
  if (F.Sql) {
    Flow Map;
    Map.add("connection", argument(F.Sql->ConnectionArg)).argumentIf("text", F.Sql->TextArg);
    if (F.Sql->Action != SqlAction::None)
      Map.add("action", wordOf(ActionWords, F.Sql->Action));
    line("sql", Map.codesIf("ok", F.Sql->Ok).str());
  }
  if (F.TransactionTest)
    line("transaction-test", Flow()
                                 .add("arg", argument(F.TransactionTest->Arg))
                                 .codesIf("none", F.TransactionTest->Ok)
                                 .str());
  if (!F.Returns.empty())
    line("returns", codes(F.Returns));
  if (F.ReturnsSocket)
    line("returns-socket", argument(*F.ReturnsSocket));
  if (F.AsksStatus)
    line("asks-status", argument(*F.AsksStatus));
  if (F.SetsUp)
    line("sets-up", argument(*F.SetsUp));
  if (F.ReturnsArgument)
    line("returns-argument", argument(*F.ReturnsArgument));
  if (F.ReturnsDerived)
    line("returns-derived", argument(*F.ReturnsDerived));
  if (F.ReleasesChildren)
    line("releases-children", argument(*F.ReleasesChildren));
  if (F.ListsChildren)
    line("lists-children", argument(*F.ListsChildren));
  if (!F.Takes.empty())
    line("takes", list(F.Takes, argument));
  if (!F.ToleratesUnchecked.empty())
    line("tolerates-unchecked", list(F.ToleratesUnchecked, argument));
  if (F.Memory != MemoryEffect::None)
    line("memory", std::string(wordOf(MemoryWords, F.Memory)));
  if (F.NoReturn)
    line("noreturn", F.Abandons ? "abandons" : "true");
  else if (F.NoReturnIf)
    line("noreturn", Flow()
                         .add("arg", argument(F.NoReturnIf->first))
                         .codesIf("codes", F.NoReturnIf->second)
                         .str());
  if (!F.Refuses.empty())
    line("refuses", codes(F.Refuses));
  if (!F.Blocking.empty())
    line("blocking", scalar(F.Blocking));
  if (F.DoesNotWait) {
    Flow When;
    When.add("arg", argument(F.DoesNotWait->Arg));
    if (F.DoesNotWait->Bits)
      When.add("bits", std::to_string(F.DoesNotWait->Bits));
    When.flag("behind", F.DoesNotWait->Behind, false);
    line("no-wait", When.str());
  }
  if (F.Pure)
    line("pure", "true");
}

void Printer::document(const std::string &Family) {
  Out += "---\nfamily: " + scalar(Family) + "\n";
  if (auto It = Model.headers().find(Family); It != Model.headers().end())
    Out += "headers: " + list(It->second, scalar) + "\n";
}

std::string Printer::run() {
  // Resources first and in their order, because the order gives each its index.
  std::map<std::string, std::vector<const FunctionModel *>> ByFamily;
  for (const auto &[Name, F] : Model.functions())
    ByFamily[F.Family].push_back(&F);
  for (const auto &[Family, Headers] : Model.headers())
    ByFamily[Family];

  auto Functions = [&](const std::string &Family) {
    auto It = ByFamily.find(Family);
    if (It == ByFamily.end())
      return;
    if (!It->second.empty())
      Out += "functions:\n";
    for (const FunctionModel *F : It->second)
      function(*F);
    ByFamily.erase(It);
  };
  const std::vector<ResourceType> &Resources = Model.resources();
  for (size_t I = 0; I != Resources.size();) {
    const std::string &Family = Resources[I].Family;
    document(Family);
    Out += "resources:\n";
    for (; I != Resources.size() && Resources[I].Family == Family; ++I)
      resource(Resources[I]);
    Functions(Family);
  }
  while (!ByFamily.empty()) {
    std::string Family = ByFamily.begin()->first;
    document(Family);
    Functions(Family);
  }
  if (!Model.throwing().empty())
    Out += "---\nthrows: " + list(Model.throwing(), scalar) + "\n";
  if (!Model.rawAllowedIn().empty())
    Out += "---\nallow-raw-in: " + list(Model.rawAllowedIn(), scalar) + "\n";
  return Out;
}

} // namespace

std::string printModel(const ResourceModel &Model) { return Printer(Model).run(); }

} // namespace connlint
