// Options.cpp - reads the command line, one table row per option.
#include "Options.h"
#include "Suggest.h"
#include "UsageError.h"
#include "output/Levels.h"
#include <charconv>
#include <functional>
#include <map>

namespace connlint {

namespace {

/// An option of `connlint check`. Takes a value unless it is a switch.
struct OptionRow {
  std::string_view Name;
  bool Switch;
  std::function<void(CheckOptions &, const std::string &Value)> Set;
};

unsigned parseNumber(std::string_view Option, const std::string &Value, unsigned Min) {
  unsigned Number = 0;
  auto [End, Error] = std::from_chars(Value.data(), Value.data() + Value.size(), Number);
  if (Error != std::errc() || End != Value.data() + Value.size() || Number < Min)
    throw UsageError("option '" + std::string(Option) + "' needs a number of at least " +
                     std::to_string(Min) + ", not '" + Value + "'");
  return Number;
}

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
                   didYouMean(Value, {"facts", "flow", "summaries"}));
}

Level parseFailOn(const std::string &Value) {
  if (auto L = parseLevel(Value))
    return *L;
  throw UsageError("unknown level '" + Value + "' for '--fail-on'" +
                   didYouMean(Value, {"error", "warning", "note"}));
}

using C = CheckOptions;
using S = std::string;
const OptionRow Rows[] = {
    {"-p", false, [](C &O, const S &V) { O.Build = V; }},
    {"-j", false, [](C &O, const S &V) { O.Jobs = parseNumber("-j", V, 1); }},
    {"-v", true, [](C &O, const S &) { O.Verbose = true; }},
    {"--verbose", true, [](C &O, const S &) { O.Verbose = true; }},
    {"--quiet", true, [](C &O, const S &) { O.Quiet = true; }},
    {"--stats", true, [](C &O, const S &) { O.Stats = true; }},
    {"--exit-zero", true, [](C &O, const S &) { O.ExitZero = true; }},
    {"--all-configs", true, [](C &O, const S &) { O.AllConfigs = true; }},
    {"--report", false, [](C &O, const S &V) { O.Reports.push_back(parseReport(V)); }},
    {"--config", false, [](C &O, const S &V) { O.ConfigFile = V; }},
    {"--checks", false, [](C &O, const S &V) { splitGlobs(O.Checks, V); }},
    {"--models", false, [](C &O, const S &V) { O.Models.push_back(V); }},
    {"--fail-on", false, [](C &O, const S &V) { O.FailOn = parseFailOn(V); }},
    {"--dump", false, [](C &O, const S &V) { O.Dump = parseDump(V); }},
    {"--source-root", false, [](C &O, const S &V) { O.SourceRoot = V; }},
    {"--extra-arg", false, [](C &O, const S &V) { O.ExtraArgs.push_back(V); }},
    {"--extra-arg-before", false, [](C &O, const S &V) { O.ExtraArgsBefore.push_back(V); }},
    {"--unit-timeout", false,
     [](C &O, const S &V) { O.UnitTimeout = parseNumber("--unit-timeout", V, 0); }},
    {"--unit-memory", false,
     [](C &O, const S &V) { O.UnitMemory = parseNumber("--unit-memory", V, 0); }},
};

[[noreturn]] void unknownOption(std::string_view Name) {
  std::vector<std::string_view> Known = {"--help", "--version"};
  for (const OptionRow &Row : Rows)
    Known.push_back(Row.Name);
  throw UsageError("unknown option '" + std::string(Name) + "'" + didYouMean(Name, Known));
}

const OptionRow *findRow(std::string_view Name) {
  for (const OptionRow &Row : Rows)
    if (Row.Name == Name)
      return &Row;
  return nullptr;
}

/// Handles Args[I], moving I to the last token that was used.
void parseOption(CheckOptions &Out, const std::vector<std::string> &Args, size_t &I) {
  std::string Name = Args[I], Value;
  bool HasValue = false;
  if (Name.starts_with("-extra-arg")) // clang-tidy also takes one dash
    Name = std::string("-").append(Name);
  if (Name.starts_with("--")) {
    if (size_t Equals = Name.find('='); Equals != std::string::npos) {
      Value = Name.substr(Equals + 1);
      Name.resize(Equals);
      HasValue = true;
    }
  } else if (Name.size() > 2 && (Name[1] == 'p' || Name[1] == 'j')) {
    Value = Name.substr(Name[2] == '=' ? 3 : 2); // -j4, -p=build
    Name.resize(2);
    HasValue = true;
  }
  const OptionRow *Row = findRow(Name);
  if (!Row)
    unknownOption(Name);
  if (Row->Switch) {
    if (HasValue)
      throw UsageError("option '" + Name + "' takes no value");
    return Row->Set(Out, "");
  }
  if (!HasValue) {
    if (I + 1 == Args.size() || Args[I + 1] == "--")
      throw UsageError("option '" + Name + "' needs a value");
    Value = Args[++I];
  }
  if (Value.empty())
    throw UsageError("option '" + Name + "' needs a value");
  Row->Set(Out, Value);
}

void parseCheck(Options &Out, const std::vector<std::string> &Args, size_t I) {
  CheckOptions &Check = Out.CheckArgs;
  for (; I < Args.size(); ++I) {
    if (Args[I] == "--") {
      Check.FixedFlags.emplace(Args.begin() + long(I) + 1, Args.end());
      break;
    }
    if (Args[I] == "--help" || Args[I] == "-h") {
      Out.Command = Options::Help;
      Out.Topic = "check";
      return;
    }
    if (Args[I].size() > 1 && Args[I][0] == '-')
      parseOption(Check, Args, I);
    else
      Check.Paths.push_back(Args[I]);
  }
  if (Check.FixedFlags && Check.Paths.empty())
    throw UsageError("name the files to check before '--': connlint check FILE… -- FLAGS…");
  if (Check.FixedFlags && !Check.Build.empty())
    throw UsageError("'-p' and flags after '--' exclude each other");
}

} // namespace

Options parseOptions(const std::vector<std::string> &Args) {
  static const std::vector<std::string_view> Commands = {"check", "explain", "rules",
                                                         "help"};
  Options Out;
  if (Args.empty())
    throw UsageError(
        "name a command: check, explain or rules; 'connlint --help' tells more");
  const std::string &Command = Args[0];
  auto AskedForHelp = [&] {
    return Args.size() > 1 && (Args[1] == "--help" || Args[1] == "-h");
  };
  if (Command == "--version" || Command == "-V") {
    Out.Command = Options::Version;
  } else if (Command == "--help" || Command == "-h" || Command == "help") {
    Out.Topic = Args.size() > 1 ? Args[1] : "";
  } else if (Command == "check") {
    Out.Command = Options::Check;
    parseCheck(Out, Args, 1);
  } else if ((Command == "explain" || Command == "rules") && AskedForHelp()) {
    Out.Topic = Command;
  } else if (Command == "explain") {
    if (Args.size() != 2)
      throw UsageError("'connlint explain' needs one rule; 'connlint rules' lists them");
    Out.Command = Options::Explain;
    Out.Topic = Args[1];
  } else if (Command == "rules") {
    if (Args.size() != 1)
      throw UsageError("'connlint rules' takes no argument, got '" + Args[1] + "'");
    Out.Command = Options::Rules;
  } else if (Command.starts_with("-")) {
    if (findRow(Command.substr(0, Command.find('='))))
      throw UsageError("name the command first: connlint check " + Command + " …");
    unknownOption(Command);
  } else {
    throw UsageError("unknown command '" + Command + "'" + didYouMean(Command, Commands));
  }
  return Out;
}

} // namespace connlint
