// ModelYaml.h - YAML text as a plain tree in which every node knows its line and column.
//
// The only part of the model that sees LLVM's YAML parser; ModelReader.cpp gives the
// tree its meaning. Internal to checks/model.
#ifndef CONNLINT_MODEL_MODELYAML_H
#define CONNLINT_MODEL_MODELYAML_H

#include "model/ModelLoader.h"

namespace connlint {

struct YamlNode {
  enum KindTy { Null, Scalar, Sequence, Mapping } Kind = Null;
  /// Line and Column count from 1.
  unsigned Line = 1;
  unsigned Column = 1;
  /// Of a scalar, without quotes and escapes.
  std::string Text;
  /// Items of a sequence; values of a mapping.
  std::vector<YamlNode> Items;
  /// Keys of a mapping, in step with Items; always scalars, never two equal ones.
  std::vector<YamlNode> Keys;
};

/// Collects the errors of one text.
struct ModelErrors {
  std::string File;
  std::vector<ModelError> List;

  void add(const YamlNode &At, std::string Message) {
    List.push_back({File, At.Line, At.Column, std::move(Message)});
  }
};

/// The documents of a text. On failure: adds to Errors, and the result is incomplete.
std::vector<YamlNode> parseYaml(std::string_view Text, ModelErrors &Errors);

} // namespace connlint

#endif
