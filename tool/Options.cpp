// Options.cpp - reads the command line, one table row per option.
#include "Options.h"
#include "Suggest.h"
#include "UsageError.h"
#include "output/Levels.h"
#include <algorithm>

namespace connlint {

namespace {

void splitGlobs(std::vector<std::string> &Into, const std::string &Value) {
  for (size_t Begin = 0; Begin <= Value.size();) {
    size_t End = std::min(Value.find(',', Begin), Value.size());
    if (End > Begin)
      Into.push_back(Value.substr(Begin, End - Begin));
    Begin = End + 1;
  }
}

ReportRequest parseReport(const std::string &Value) {
  size_t Equals = Value.find('=');
  if (Equals == std::string::npos)
    return {Value, ""};
  if (Equals + 1 == Value.size())
    throw UsageError("option '--report " + Value + "' names no file after '='");
  return {Value.substr(0, Equals), Value.substr(Equals + 1)};
}

DumpStage parseDump(const std::string &Value) {
  if (Value == "facts")
    return DumpStage::Facts;
  if (Value == "flow")
    return DumpStage::Flow;
  if (Value == "summaries")
    return DumpStage::Summaries;
  throw UsageError("unknown stage '" + Value + "' for '--dump'" +
                   didYouMeanOneOf(Value, {"facts", "flow", "summaries"}));
}

Level parseFailOn(const std::string &Value) {
  if (auto L = parseLevel(Value))
    return *L;
  throw UsageError("unknown level '" + Value + "' for '--fail-on'" +
                   didYouMeanOneOf(Value, {"error", "warning", "note"}));
}

using C = CheckOptions;
using S = std::string;
using K = ValueKind;
const OptionRow<CheckOptions> CheckRows[] = {
    {{"-p", K::Folder}, [](C &O, const S &V) { O.Build = V; }},
    {{"-j", K::Text}, [](C &O, const S &V) { O.Jobs = parseNumber("-j", V, 1); }},
    {{"-v"}, [](C &O, const S &) { O.Verbose = true; }},
    {{"--verbose"}, [](C &O, const S &) { O.Verbose = true; }},
    {{"--quiet"}, [](C &O, const S &) { O.Quiet = true; }},
    {{"--stats"}, [](C &O, const S &) { O.Stats = true; }},
    {{"--exit-zero"}, [](C &O, const S &) { O.ExitZero = true; }},
    {{"--all-configs"}, [](C &O, const S &) { O.AllConfigs = true; }},
    {{"--report", K::Format}, [](C &O, const S &V) { O.Reports.push_back(parseReport(V)); }},
    {{"--config", K::File}, [](C &O, const S &V) { O.ConfigFile = V; }},
    {{"--checks", K::Rules}, [](C &O, const S &V) { splitGlobs(O.Checks, V); }},
    {{"--models", K::File}, [](C &O, const S &V) { O.Models.push_back(V); }},
    {{"--fail-on", K::Level}, [](C &O, const S &V) { O.FailOn = parseFailOn(V); }},
    {{"--baseline", K::File}, [](C &O, const S &V) { O.Baseline = V; }},
    {{"--baseline-strict"}, [](C &O, const S &) { O.BaselineStrict = true; }},
    {{"--diff", K::Text}, [](C &O, const S &V) { O.DiffRevision = V; }},
    {{"--patch", K::File}, [](C &O, const S &V) { O.PatchFile = V; }},
    {{"--require-nolint-reason"}, [](C &O, const S &) { O.RequireNolintReason = true; }},
    {{"--report-unused-nolint"}, [](C &O, const S &) { O.ReportUnusedNolint = true; }},
    {{"--dump", K::Stage}, [](C &O, const S &V) { O.Dump = parseDump(V); }},
    {{"--source-root", K::Folder}, [](C &O, const S &V) { O.SourceRoot = V; }},
    {{"--extra-arg", K::Text}, [](C &O, const S &V) { O.ExtraArgs.push_back(V); }},
    {{"--extra-arg-before", K::Text}, [](C &O, const S &V) { O.ExtraArgsBefore.push_back(V); }},
    {{"--no-link"}, [](C &O, const S &) { O.Link = false; }},
    {{"--unit-timeout", K::Text},
     [](C &O, const S &V) { O.UnitTimeout = parseNumber("--unit-timeout", V, 0); }},
    {{"--unit-memory", K::Text},
     [](C &O, const S &V) { O.UnitMemory = parseNumber("--unit-memory", V, 0); }},
};

const OptionRow<MergeOptions> MergeRows[] = {
    {{"-o", K::File}, [](MergeOptions &O, const S &V) { O.Output = V; }},
    {{"--quiet"}, [](MergeOptions &O, const S &) { O.Quiet = true; }},
};

/// Fills the settings of a command that selects units. False when help was asked for.
bool parseCheck(CheckOptions &Check, std::span<const std::string> Args) {
  Words W = parseWords<CheckOptions>(Args, Check, CheckRows);
  Check.Paths = std::move(W.Plain);
  Check.FixedFlags = std::move(W.AfterDashes);
  if (W.Help)
    return false;
  if (Check.FixedFlags && Check.Paths.empty())
    throw UsageError("name the files to check before '--': connlint check FILE… -- FLAGS…");
  if (Check.FixedFlags && !Check.Build.empty())
    throw UsageError("'-p' and flags after '--' exclude each other");
  if (!Check.DiffRevision.empty() && !Check.PatchFile.empty())
    throw UsageError("'--diff' and '--patch' exclude each other");
  return true;
}

/// `connlint baseline write` takes what check takes, less what a report needs.
bool parseBaseline(CheckOptions &Check, std::span<const std::string> Args) {
  if (!Args.empty() && (Args[0] == "--help" || Args[0] == "-h"))
    return false;
  if (Args.empty() || Args[0] != "write")
    throw UsageError("'connlint baseline' needs a verb: connlint baseline write");
  if (!parseCheck(Check, Args.subspan(1)))
    return false;
  for (auto [Given, Name] : {std::pair(!Check.Reports.empty(), "--report"),
                             std::pair(Check.Dump != DumpStage::None, "--dump"),
                             std::pair(!Check.DiffRevision.empty(), "--diff"),
                             std::pair(!Check.PatchFile.empty(), "--patch")})
    if (Given)
      throw UsageError(std::string("'connlint baseline write' takes no '") + Name + "'");
  return true;
}

bool parseMerge(MergeOptions &Merge, std::span<const std::string> Args) {
  Words W = parseWords<MergeOptions>(Args, Merge, MergeRows);
  if (W.Help)
    return false;
  Merge.Files = std::move(W.Plain);
  if (Merge.Files.empty() || W.AfterDashes)
    throw UsageError(
        "'connlint merge' needs SARIF files: connlint merge -o all.sarif a.sarif b.sarif");
  return true;
}

/// The rule, shell or file of a command that takes one word.
std::string onlyWord(std::span<const std::string> Args, const char *Missing) {
  if (Args.size() != 1)
    throw UsageError(Missing);
  return Args[0];
}

} // namespace

static constexpr struct {
  std::string_view Name;
  Options::CommandTy Command;
} Commands[] = {
    {"baseline", Options::BaselineWrite},
    {"budget", Options::Budget},
    {"check", Options::Check},
    {"completion", Options::Completion},
    {"doctor", Options::Doctor},
    {"explain", Options::Explain},
    {"help", Options::Help},
    {"merge", Options::Merge},
    {"rules", Options::Rules},
};

std::vector<std::string_view> commandNames() {
  std::vector<std::string_view> Names;
  for (const auto &C : Commands)
    Names.push_back(C.Name);
  return Names;
}

std::vector<OptionInfo> commandOptions(std::string_view Command) {
  if (Command == "check" || Command == "baseline" || Command == "doctor")
    return {std::begin(CheckRows), std::end(CheckRows)};
  if (Command == "merge")
    return {std::begin(MergeRows), std::end(MergeRows)};
  return {};
}

Options parseOptions(const std::vector<std::string> &All) {
  Options Out;
  if (All.empty())
    throw UsageError("name a command, such as check; 'connlint --help' lists them");
  std::string Name = All[0];
  std::span<const std::string> Args = std::span(All).subspan(1);
  if (Name == "--version" || Name == "-V") {
    Out.Command = Options::Version;
    return Out;
  }
  if (Name == "--help" || Name == "-h")
    Name = "help";
  auto It = std::ranges::find(Commands, Name, [](const auto &C) { return C.Name; });
  if (It == std::end(Commands)) {
    if (!Name.starts_with("-"))
      throw UsageError("unknown command '" + Name + "'" + didYouMeanOneOf(Name, commandNames()));
    std::string Option = Name.substr(0, Name.find('='));
    for (const OptionInfo &Row : CheckRows)
      if (Row.Name == Option)
        throw UsageError("name the command first: connlint check " + Name + " …");
    throw UsageError("unknown option '" + Name + "'" + didYouMean(Name, {"--help", "--version"}));
  }
  Out.Command = It->Command;
  bool Help = !Args.empty() && (Args[0] == "--help" || Args[0] == "-h");
  switch (Out.Command) {
  case Options::Check: Help = !parseCheck(Out.CheckArgs, Args); break;
  case Options::Doctor: Help = !parseCheck(Out.CheckArgs, Args); break;
  case Options::Budget:
    if (!Help)
      Out.Topic = onlyWord(Args, "'connlint budget' needs one deployment file; "
                                 "'connlint budget --help' shows its form");
    break;
  case Options::Completion:
    if (!Help)
      Out.Topic = onlyWord(Args, "'connlint completion' needs a shell: bash, zsh or fish");
    break;
  case Options::BaselineWrite: Help = !parseBaseline(Out.CheckArgs, Args); break;
  case Options::Merge: Help = !parseMerge(Out.MergeArgs, Args); break;
  case Options::Explain:
    if (!Help)
      Out.Topic = onlyWord(Args, "'connlint explain' needs one rule; 'connlint rules' lists them");
    break;
  case Options::Rules:
    if (!Help && !Args.empty())
      throw UsageError("'connlint rules' takes no argument, got '" + Args[0] + "'");
    break;
  case Options::Help: Out.Topic = Args.empty() ? "" : Args[0]; break;
  case Options::Version: break;
  }
  if (Help) {
    Out.Command = Options::Help;
    Out.Topic = Name;
  }
  return Out;
}

} // namespace connlint
