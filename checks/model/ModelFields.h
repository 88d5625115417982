// ModelFields.h - reads one mapping of a model file: every key is known, every value typed.
//
// Each getter reports what is wrong at the place where it is and returns a harmless
// value, so that one run shows all errors. Also reads the deployment file of connlint budget.
#ifndef CONNLINT_MODEL_MODELFIELDS_H
#define CONNLINT_MODEL_MODELFIELDS_H

#include "model/ModelWords.h"
#include "model/ModelYaml.h"
#include <initializer_list>
#include <span>

namespace connlint {

using ModelKeys = std::initializer_list<std::string_view>;

/// "; did you mean 'x'?" when a word is close, else "; known words are a, b, c".
std::string suggestWord(std::string_view Wrong, std::span<const std::string_view> Known);

class ModelFields {
public:
  /// Reports unknown keys. What says what the mapping is: "acquire".
  /// A node that is not a mapping is reported and reads as an empty one.
  ModelFields(const YamlNode &Node, std::string_view What, ModelKeys Known, ModelErrors &Errors);

  const YamlNode &node() const { return Node; }
  /// The value of Key, or null.
  const YamlNode *get(std::string_view Key) const;
  /// As get, but a missing key is an error.
  const YamlNode *require(std::string_view Key) const;

  std::string text(std::string_view Key) const;
  /// One text or a list of texts.
  std::vector<std::string> texts(std::string_view Key) const;
  bool flag(std::string_view Key, bool Default) const;
  /// An argument number.
  unsigned argument(std::string_view Key, unsigned Default) const;
  std::optional<unsigned> optionalArgument(std::string_view Key) const;
  /// A required argument number; 0 when it is wrong.
  unsigned requiredArgument(std::string_view Key) const;
  std::vector<unsigned> arguments(std::string_view Key) const;
  CodeSet codes(std::string_view Key) const;

  template <class E, size_t N>
  E word(std::string_view Key, const ModelWord<E> (&Words)[N], E Default) const {
    const YamlNode *Value = get(Key);
    if (!Value)
      return Default;
    std::string Text = scalar(*Value, Key);
    std::string_view Known[N];
    for (size_t I = 0; I != N; ++I) {
      if (Words[I].Text == Text)
        return Words[I].Value;
      Known[I] = Words[I].Text;
    }
    if (!Text.empty())
      Errors.add(*Value, std::string(Key) + " cannot be '" + Text + "'" + suggestWord(Text, Known));
    return Default;
  }

  /// The text of a node that must be a non-empty scalar; empty and reported otherwise.
  std::string scalar(const YamlNode &Value, std::string_view Key) const;
  /// An argument number 0..63, or `this`.
  std::optional<unsigned> argumentOf(const YamlNode &Value, std::string_view Key) const;

private:
  const YamlNode &Node;
  std::string_view What;
  ModelErrors &Errors;
};

/// Calls Do with the node itself, or with each item when it is a sequence.
template <class Fn> void forEachItem(const YamlNode &Node, ModelErrors &Errors, Fn Do) {
  if (Node.Kind != YamlNode::Sequence) {
    Do(Node);
    return;
  }
  if (Node.Items.empty())
    Errors.add(Node, "empty list; remove it or give at least one entry");
  for (const YamlNode &Item : Node.Items)
    Do(Item);
}

} // namespace connlint

#endif
