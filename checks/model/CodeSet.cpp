// CodeSet.cpp - sets of return codes as text: "0", "1..5", "nonzero".
#include "model/ModelWords.h"
#include <algorithm>
#include <charconv>
#include <limits>

namespace connlint {

namespace {

constexpr int64_t Min = std::numeric_limits<int64_t>::min();
constexpr int64_t Max = std::numeric_limits<int64_t>::max();

struct NamedSet {
  std::string_view Name;
  CodeSet Set;
};

const std::vector<NamedSet> &namedSets() {
  static const std::vector<NamedSet> Sets = {
      {"nonnegative", {{{0, Max}}}},        {"positive", {{{1, Max}}}},
      {"negative", {{{Min, -1}}}},          {"nonpositive", {{{Min, 0}}}},
      {"nonzero", {{{Min, -1}, {1, Max}}}},
  };
  return Sets;
}

std::optional<int64_t> parseNumber(std::string_view Text) {
  int64_t Value = 0;
  auto [End, Error] = std::from_chars(Text.data(), Text.data() + Text.size(), Value);
  if (Error != std::errc() || End != Text.data() + Text.size())
    return std::nullopt;
  return Value;
}

} // namespace

std::optional<CodeSet> parseCodes(std::string_view Text) {
  for (const NamedSet &Named : namedSets())
    if (Named.Name == Text)
      return Named.Set;

  size_t Dots = Text.find("..");
  if (Dots == std::string_view::npos) {
    std::optional<int64_t> Value = parseNumber(Text);
    if (!Value)
      return std::nullopt;
    return CodeSet{{{*Value, *Value}}};
  }
  // One end may be left open; ".." alone says nothing.
  std::string_view LowText = Text.substr(0, Dots), HighText = Text.substr(Dots + 2);
  std::optional<int64_t> Low = LowText.empty() ? Min : parseNumber(LowText);
  std::optional<int64_t> High = HighText.empty() ? Max : parseNumber(HighText);
  if (!Low || !High || *Low > *High || (LowText.empty() && HighText.empty()))
    return std::nullopt;
  return CodeSet{{{*Low, *High}}};
}

void normalize(CodeSet &Set) {
  std::ranges::sort(Set.Ranges);
  std::vector<std::pair<int64_t, int64_t>> Joined;
  for (const auto &Range : Set.Ranges) {
    bool Touches =
        !Joined.empty() && (Joined.back().second == Max || Range.first <= Joined.back().second + 1);
    if (Touches)
      Joined.back().second = std::max(Joined.back().second, Range.second);
    else
      Joined.push_back(Range);
  }
  Set.Ranges = std::move(Joined);
}

std::vector<std::string> printCodes(const CodeSet &Set) {
  for (const NamedSet &Named : namedSets())
    if (Named.Set == Set)
      return {std::string(Named.Name)};

  std::vector<std::string> Texts;
  for (auto [Low, High] : Set.Ranges) {
    if (Low == High) {
      Texts.push_back(std::to_string(Low));
      continue;
    }
    std::string Text = Low == Min ? "" : std::to_string(Low);
    Text += "..";
    Text += High == Max ? "" : std::to_string(High);
    Texts.push_back(std::move(Text));
  }
  return Texts;
}

} // namespace connlint
