// AnnotationText.h - the text of an annotation, as the mapping that a model file would have.
// Private to model/.
//
// While an annotation is read, the line of a node is the number of its annotation and the
// column an offset into its text; errors are moved to the source at the end.
#ifndef CONNLINT_MODEL_ANNOTATIONTEXT_H
#define CONNLINT_MODEL_ANNOTATIONTEXT_H

#include "model/Annotations.h"
#include "model/ModelFields.h"
#include "model/ModelYaml.h"
#include <algorithm>
#include <optional>

namespace connlint {

/// A scalar that errors put where the other node stands.
YamlNode scalarAt(const YamlNode &Where, std::string Text);

/// The value of the key, or null.
YamlNode *find(YamlNode &Mapping, std::string_view Key);

void insert(YamlNode &Mapping, std::string Key, std::string Value);

bool isOneOf(std::string_view Word, ModelKeys Words);

/// Of a mapping, or of a list of mappings, each.
template <class Fn> void forEachMapping(YamlNode *Node, Fn Do) {
  if (!Node)
    return;
  if (Node->Kind == YamlNode::Mapping)
    Do(*Node);
  else if (Node->Kind == YamlNode::Sequence)
    for (YamlNode &Item : Node->Items)
      if (Item.Kind == YamlNode::Mapping)
        Do(Item);
}

class AnnotationTexts {
public:
  /// The mapping that is written. Nothing, with an error, where the text is none.
  /// Requires: the annotation outlives this object.
  std::optional<YamlNode> read(const Annotation &A);

  /// Fills in what the place of the annotation tells.
  void place(const Annotation &A, YamlNode &Mapping);

  /// For errors at nodes that read has made.
  ModelErrors &errorsInText() { return Errors; }

  /// All errors, where they are in the source.
  std::vector<ModelError> errors() const;

private:
  void placeAtParameter(unsigned Parameter, const YamlNode &Key, YamlNode &Value);

  std::vector<const Annotation *> All; ///< Line N of a node is All[N - 1].
  ModelErrors Errors;
};

} // namespace connlint

#endif
