// ModelFields.cpp - typed values of one mapping, with errors that say what to write.
#include "model/ModelFields.h"
#include <algorithm>
#include <charconv>
#include <limits>
#include <llvm/ADT/StringRef.h>
#include <set>

namespace connlint {

namespace {

constexpr unsigned MaxArgument = 63;

/// Long texts are cut in messages: the input may be anything.
std::string quoted(std::string_view Text) {
  constexpr size_t Limit = 60;
  std::string Out = "'";
  Out += Text.substr(0, Limit);
  Out += Text.size() > Limit ? "...'" : "'";
  return Out;
}

} // namespace

std::string suggestWord(std::string_view Wrong, std::span<const std::string_view> Known) {
  llvm::StringRef Word(Wrong);
  std::string_view Best;
  // Two thirds of the word have to be right.
  auto BestDistance = static_cast<unsigned>(std::min<size_t>(Wrong.size() / 3, 4)) + 1;
  for (std::string_view Candidate : Known) {
    unsigned Distance = Word.edit_distance(Candidate, true, BestDistance);
    if (Distance < BestDistance) {
      Best = Candidate;
      BestDistance = Distance;
    }
  }
  if (!Best.empty())
    return "; did you mean '" + std::string(Best) + "'?";
  std::string List;
  for (std::string_view Candidate : Known)
    List += (List.empty() ? "" : ", ") + std::string(Candidate);
  return List.empty() ? List : "; choose one of: " + List;
}

ModelFields::ModelFields(const YamlNode &Node, std::string_view What, ModelKeys Known,
                         ModelErrors &Errors)
    : Node(Node), What(What), Errors(Errors) {
  if (Node.Kind != YamlNode::Mapping) {
    Errors.add(Node, std::string(What) + " must be a mapping, such as {" +
                         std::string(*Known.begin()) + ": ...}");
    return;
  }
  for (const YamlNode &Key : Node.Keys)
    if (std::ranges::find(Known, Key.Text) == Known.end())
      Errors.add(Key, "unknown key " + quoted(Key.Text) + " in " + std::string(What) +
                          suggestWord(Key.Text, {Known.begin(), Known.size()}));
}

const YamlNode *ModelFields::get(std::string_view Key) const {
  auto It = std::ranges::find(Node.Keys, Key, &YamlNode::Text);
  return It == Node.Keys.end() ? nullptr : &Node.Items[It - Node.Keys.begin()];
}

const YamlNode *ModelFields::require(std::string_view Key) const {
  const YamlNode *Value = get(Key);
  if (!Value && Node.Kind == YamlNode::Mapping)
    Errors.add(Node, std::string(What) + " needs the key '" + std::string(Key) + "'");
  return Value;
}

std::string ModelFields::scalar(const YamlNode &Value, std::string_view Key) const {
  if (Value.Kind == YamlNode::Scalar) {
    if (Value.Text.empty())
      Errors.add(Value, std::string(Key) + " must not be empty");
    return Value.Text;
  }
  std::string Found = Value.Kind == YamlNode::Null       ? "missing"
                      : Value.Kind == YamlNode::Sequence ? "a list"
                                                         : "a mapping";
  Errors.add(Value, std::string(Key) + " must be one word or text, but is " + Found);
  return {};
}

std::string ModelFields::text(std::string_view Key) const {
  const YamlNode *Value = get(Key);
  return Value ? scalar(*Value, Key) : std::string();
}

std::vector<std::string> ModelFields::texts(std::string_view Key) const {
  std::vector<std::string> Result;
  std::set<std::string> Seen;
  if (const YamlNode *Value = get(Key))
    forEachItem(*Value, Errors, [&](const YamlNode &Item) {
      std::string Text = scalar(Item, Key);
      if (Text.empty())
        return;
      if (!Seen.insert(Text).second)
        Errors.add(Item, quoted(Text) + " is listed twice; remove one");
      else
        Result.push_back(std::move(Text));
    });
  return Result;
}

bool ModelFields::flag(std::string_view Key, bool Default) const {
  const YamlNode *Value = get(Key);
  if (!Value)
    return Default;
  std::string Text = scalar(*Value, Key);
  if (Text != "true" && Text != "false" && !Text.empty())
    Errors.add(*Value, std::string(Key) + " must be true or false, not " + quoted(Text));
  return Text == "true";
}

std::optional<unsigned> ModelFields::argumentOf(const YamlNode &Value, std::string_view Key) const {
  std::string Text = scalar(Value, Key);
  if (Text.empty())
    return std::nullopt;
  if (Text == "this")
    return ThisArgument;
  int64_t Number = 0;
  auto [End, Error] = std::from_chars(Text.data(), Text.data() + Text.size(), Number);
  if (Error == std::errc::invalid_argument || End != Text.data() + Text.size()) {
    Errors.add(Value, std::string(Key) + " must be an argument number, counted from 0, or " +
                          "'this'; not " + quoted(Text));
    return std::nullopt;
  }
  if (Error != std::errc() || Number < 0 || Number > MaxArgument) {
    Errors.add(Value, std::string(Key) + " is out of range: arguments count from 0 to " +
                          std::to_string(MaxArgument));
    return std::nullopt;
  }
  return static_cast<unsigned>(Number);
}

std::optional<unsigned> ModelFields::optionalArgument(std::string_view Key) const {
  const YamlNode *Value = get(Key);
  return Value ? argumentOf(*Value, Key) : std::nullopt;
}

unsigned ModelFields::argument(std::string_view Key, unsigned Default) const {
  return optionalArgument(Key).value_or(Default);
}

unsigned ModelFields::requiredArgument(std::string_view Key) const {
  const YamlNode *Value = require(Key);
  return Value ? argumentOf(*Value, Key).value_or(0) : 0;
}

std::vector<unsigned> ModelFields::arguments(std::string_view Key) const {
  std::vector<unsigned> Result;
  if (const YamlNode *Value = get(Key))
    forEachItem(*Value, Errors, [&](const YamlNode &Item) {
      std::optional<unsigned> Number = argumentOf(Item, Key);
      if (Number && std::ranges::find(Result, *Number) != Result.end())
        Errors.add(Item, "argument " + Item.Text + " is listed twice; remove one");
      else if (Number)
        Result.push_back(*Number);
    });
  return Result;
}

CodeSet ModelFields::codes(std::string_view Key) const {
  CodeSet Set;
  const YamlNode *Value = get(Key);
  if (!Value)
    return Set;
  forEachItem(*Value, Errors, [&](const YamlNode &Item) {
    std::string Text = scalar(Item, Key);
    if (Text.empty())
      return;
    std::optional<CodeSet> Part = parseCodes(Text);
    if (!Part) {
      Errors.add(Item, std::string(Key) + " must be a number, a range such as 1..5, or " +
                           "nonnegative, positive, negative, nonpositive, nonzero; not " +
                           quoted(Text));
      return;
    }
    Set.Ranges.insert(Set.Ranges.end(), Part->Ranges.begin(), Part->Ranges.end());
  });
  normalize(Set);
  constexpr auto Everything =
      std::pair(std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max());
  if (Set.Ranges.size() == 1 && Set.Ranges[0] == Everything)
    Errors.add(*Value, std::string(Key) + " holds every number; leave some out");
  return Set;
}

} // namespace connlint
