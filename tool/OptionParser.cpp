// OptionParser.cpp - splits a command line into options with values, and words.
#include "OptionParser.h"
#include "Suggest.h"
#include "UsageError.h"
#include <charconv>

namespace connlint {

unsigned parseNumber(std::string_view Option, const std::string &Value, unsigned Min) {
  unsigned Number = 0;
  auto [End, Error] = std::from_chars(Value.data(), Value.data() + Value.size(), Number);
  if (Error != std::errc() || End != Value.data() + Value.size() || Number < Min)
    throw UsageError("option '" + std::string(Option) + "' needs a number of at least " +
                     std::to_string(Min) + ", not '" + Value + "'");
  return Number;
}

namespace {

const BoundOption &find(std::string_view Name, std::span<const BoundOption> Options) {
  std::vector<std::string_view> Known = {"--help"};
  for (const BoundOption &O : Options) {
    if (O.Info.Name == Name)
      return O;
    Known.push_back(O.Info.Name);
  }
  std::string Near = didYouMean(Name, Known);
  throw UsageError("unknown option '" + std::string(Name) + "'" +
                   (Near.empty() ? "; --help behind the command lists them" : Near));
}

/// Handles Args[I], moving I to the last word that was used.
void parseOption(std::span<const std::string> Args, size_t &I,
                 std::span<const BoundOption> Options) {
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
  const BoundOption &Option = find(Name, Options);
  if (Option.Info.Value == ValueKind::None) {
    if (HasValue)
      throw UsageError("option '" + Name + "' takes no value");
    return Option.Set("");
  }
  if (!HasValue) {
    if (I + 1 == Args.size() || Args[I + 1] == "--")
      throw UsageError("option '" + Name + "' needs a value");
    Value = Args[++I];
  }
  if (Value.empty())
    throw UsageError("option '" + Name + "' needs a value");
  Option.Set(Value);
}

} // namespace

Words parseWords(std::span<const std::string> Args, std::span<const BoundOption> Options) {
  Words Out;
  for (size_t I = 0; I < Args.size(); ++I) {
    if (Args[I] == "--") {
      Out.AfterDashes.emplace(Args.begin() + long(I) + 1, Args.end());
      break;
    }
    if (Args[I] == "--help" || Args[I] == "-h") {
      Out.Help = true;
      break;
    }
    if (Args[I].size() > 1 && Args[I][0] == '-')
      parseOption(Args, I, Options);
    else
      Out.Plain.push_back(Args[I]);
  }
  return Out;
}

} // namespace connlint
