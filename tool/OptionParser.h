// OptionParser.h - one table per command, from which its command line is read, completed
// and described.
#ifndef CONNLINT_TOOL_OPTIONPARSER_H
#define CONNLINT_TOOL_OPTIONPARSER_H

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// What may stand as the value of an option; for shell completion.
enum class ValueKind { None, File, Folder, Format, Level, Rules, Stage, Text };

struct OptionInfo {
  std::string_view Name;
  ValueKind Value = ValueKind::None; ///< None: a switch.
};

/// An option of a command whose settings are an Into.
template <class Into> struct OptionRow : OptionInfo {
  std::function<void(Into &, const std::string &Value)> Set;
};

struct BoundOption {
  OptionInfo Info;
  std::function<void(const std::string &)> Set;
};

/// What is no option.
struct Words {
  std::vector<std::string> Plain;
  std::optional<std::vector<std::string>> AfterDashes; ///< What follows "--".
  bool Help = false; ///< --help was asked for; what follows it was not read.
};

/// Reads "--name value", "--name=value", "-p value", "-pvalue".
/// On failure: throws UsageError that suggests the nearest option.
Words parseWords(std::span<const std::string> Args, std::span<const BoundOption> Options);

template <class Into>
Words parseWords(std::span<const std::string> Args, Into &Settings,
                 std::span<const OptionRow<Into>> Rows) {
  std::vector<BoundOption> Bound;
  for (const OptionRow<Into> &Row : Rows)
    Bound.push_back({Row, [&](const std::string &Value) { Row.Set(Settings, Value); }});
  return parseWords(Args, Bound);
}

/// On failure: throws UsageError.
unsigned parseNumber(std::string_view Option, const std::string &Value, unsigned Min);

} // namespace connlint

#endif
