// SarifMerge.cpp - works on the JSON as it is: members that it does not know survive.
#include "SarifMerge.h"
#include "UsageError.h"
#include <algorithm>
#include <set>
#include <tuple>

namespace connlint {

namespace {
// Limits of GitHub code scanning, the strictest service that publishes any.
constexpr size_t MaxResults = 25000, ShownResults = 5000, MaxLocations = 1000, MaxSteps = 10000,
                 MaxCompressed = 10'000'000;

using Json = nlohmann::ordered_json;

const Json &at(const Json &Node, const char *Pointer) {
  static const Json Nothing;
  Json::json_pointer P(Pointer);
  return Node.contains(P) ? Node.at(P) : Nothing;
}

std::string text(const Json &Node) {
  return Node.is_string() ? Node.get<std::string>() : std::string();
}

/// Line numbers as text that sorts.
std::string padded(const Json &Number) {
  std::string Digits =
      Number.is_number_unsigned() ? std::to_string(Number.get<unsigned long>()) : std::string("0");
  return Digits.size() < 10 ? std::string(10 - Digits.size(), '0') + Digits : Digits;
}

std::string orderOf(const Json &Result) {
  const Json &Place = at(Result, "/locations/0/physicalLocation");
  return text(at(Place, "/artifactLocation/uri")) + "\n" + padded(at(Place, "/region/startLine")) +
         padded(at(Place, "/region/startColumn")) + "\n" + text(at(Result, "/ruleId")) + "\n" +
         text(at(Result, "/message/text"));
}

int rank(const Json &Result) {
  std::string Level = text(at(Result, "/level"));
  return Level == "error" ? 0 : Level == "warning" || Level.empty() ? 1 : 2;
}

/// The own key of a result ends in "|ordinal": shards have numbered on their own.
void renumber(std::vector<Json> &Results) {
  std::map<std::string, unsigned> Seen;
  for (Json &R : Results) {
    Json::json_pointer P("/partialFingerprints/connlint~1v1");
    if (!R.contains(P) || !R[P].is_string())
      continue;
    std::string Key = R[P];
    Key.resize(std::min(Key.rfind('|'), Key.size()));
    R[P] = Key + "|" + std::to_string(Seen[Key]++);
  }
}
} // namespace

namespace {
Json parsed(const std::string &File, std::string_view Text) {
  try {
    return Json::parse(Text);
  } catch (const Json::parse_error &Error) {
    std::string Why = Error.what();
    Why.erase(0, std::min(Why.find("parse error"), Why.size()));
    throw UsageError("'" + File + "' is not JSON; was the shard interrupted? " + Why);
  }
}

/// The lists of a run that are read here, and the texts that each of their items has.
const std::map<std::string, std::vector<const char *>> Lists = {
    {"invocations", {}},
    {"artifacts", {"/location/uri"}},
    {"results", {"/ruleId", "/message/text", "/locations/0/physicalLocation/artifactLocation/uri"}},
};

/// Where the run is not as connlint writes it; empty: nowhere that counts here.
std::string strangePlace(const Json &Run) {
  for (const auto &[Name, Texts] : Lists) {
    std::string Place = "/runs/0/" + Name;
    const Json &List = at(Run, ("/" + Name).c_str());
    if (!List.is_array())
      return Place;
    for (size_t I = 0; I != List.size(); ++I) {
      std::string Item = Place + "/" + std::to_string(I);
      if (!List[I].is_object())
        return Item;
      for (const char *Pointer : Texts)
        if (!at(List[I], Pointer).is_string())
          return Item + Pointer;
    }
  }
  return "";
}
} // namespace

void SarifMerge::add(const std::string &File, std::string_view Text) {
  Json Log = parsed(File, Text);
  const Json &Runs = at(Log, "/runs");
  if (text(at(Log, "/version")) != "2.1.0" || !Runs.is_array() || Runs.size() != 1)
    throw UsageError("'" + File + "' is not a SARIF 2.1.0 log with one run");
  Json Run = Runs[0];
  const Json &Driver = at(Run, "/tool/driver");
  if (text(at(Driver, "/name")) != "connlint")
    throw UsageError("'" + File + "' is a report of '" + text(at(Driver, "/name")) +
                     "'; only reports of connlint can be merged");
  if (std::string Where = strangePlace(Run); !Where.empty())
    throw UsageError("'" + File + "': " + Where +
                     " is not as connlint writes it; write the report again");
  if (FirstFile.empty()) {
    FirstFile = File;
    First = Run;
  } else if (Driver != at(First, "/tool/driver")) {
    throw UsageError("'" + File + "' and '" + FirstFile +
                     "' were written by different versions of connlint; run all shards with one");
  }
  for (const Json &Invocation : at(Run, "/invocations")) {
    if (const Json &Code = at(Invocation, "/exitCode"); Code.is_number_integer()) {
      // 2 and 3 are worse than findings; of those two, a mistake comes first.
      static constexpr int Worse[] = {0, 1, 3, 2};
      int Value = Code.get<int>();
      ExitCode =
          std::ranges::find(Worse, Value) > std::ranges::find(Worse, ExitCode) ? Value : ExitCode;
    }
    Invocations.push_back(Invocation);
  }
  for (const Json &Artifact : at(Run, "/artifacts"))
    Artifacts.emplace(text(at(Artifact, "/location/uri")), Artifact);
  for (const Json &Result : at(Run, "/results"))
    Results.push_back(
        {orderOf(Result), Result.dump(-1, ' ', true, Json::error_handler_t::replace), Result});
}

void SarifMerge::reindex(Json &Node) const {
  if (Node.is_array() || Node.is_object())
    for (auto &[Key, Child] : Node.items()) {
      if (Key == "artifactLocation" || Key == "location")
        if (auto It = Index.find(text(at(Child, "/uri"))); It != Index.end())
          Child["index"] = It->second;
      reindex(Child);
    }
}

Json SarifMerge::merged() {
  std::ranges::sort(Results, [](const Result &A, const Result &B) {
    return std::tie(A.Order, A.Text) < std::tie(B.Order, B.Text);
  });
  std::vector<Json> All;
  const std::string *Last = nullptr;
  for (Result &R : Results) {
    if (Last && *Last == R.Order) {
      ++Duplicates;
      continue;
    }
    Last = &R.Order;
    All.push_back(std::move(R.Value));
  }
  renumber(All);
  Json Kept = Json::array();
  std::set<size_t> Chosen;
  for (int Rank = 0; Rank < 3; ++Rank)
    for (size_t I = 0; I < All.size() && Chosen.size() < MaxResults; ++I)
      if (rank(All[I]) == Rank)
        Chosen.insert(I);
  for (size_t I : Chosen)
    Kept.push_back(std::move(All[I]));
  if (Kept.size() < All.size())
    Invocations.back()["toolExecutionNotifications"].push_back(
        {{"descriptor", {{"id", "results-left-out"}, {"index", 1}}},
         {"level", "warning"},
         {"message",
          {{"text", std::to_string(All.size() - Kept.size()) + " of " + std::to_string(All.size()) +
                        " findings are left out: more than " + std::to_string(MaxResults) +
                        " are not accepted in one run."}}}});

  Json List = Json::array();
  for (auto &[Uri, Artifact] : Artifacts) {
    Index.emplace(Uri, List.size());
    List.push_back(Artifact);
  }
  Json Run = First;
  Run["artifacts"] = std::move(List);
  Run["invocations"] = Invocations;
  Run["results"] = std::move(Kept);
  reindex(Run);
  Json Runs = Json::array();
  Runs.push_back(std::move(Run));
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", std::move(Runs)}};
}

std::vector<std::string> SarifMerge::limits(const Json &Log, size_t CompressedSize) {
  std::vector<std::string> Out;
  const Json &Results = at(Log, "/runs/0/results");
  auto Say = [&](const std::string &What, size_t Found, size_t Max, const char *Then) {
    if (Found > Max)
      Out.push_back(What + ": " + std::to_string(Found) + ", code scanning " + Then + " " +
                    std::to_string(Max));
  };
  Say("results", Results.size(), ShownResults, "shows only");
  Say("bytes after compression", CompressedSize, MaxCompressed, "takes at most");
  size_t Locations = 0, Steps = 0;
  for (const Json &R : Results) {
    Locations = std::max(Locations, at(R, "/relatedLocations").size() + 1);
    Steps = std::max(Steps, at(R, "/codeFlows/0/threadFlows/0/locations").size());
  }
  Say("locations of a result", Locations, MaxLocations, "takes at most");
  Say("steps of a result", Steps, MaxSteps, "takes at most");
  return Out;
}

} // namespace connlint
