// Annotations.h - what declarations in the source say about functions.
//
// An annotation is an entry of `functions` that stands at the declaration, so that it need
// not say what the declaration says: the name, which argument, which type. It is read by
// the reader of model files. Found by checks/facts; nothing here knows Clang.
#ifndef CONNLINT_MODEL_ANNOTATIONS_H
#define CONNLINT_MODEL_ANNOTATIONS_H

#include "model/ModelLoader.h"

namespace connlint {

/// One annotation and where it stands.
struct Annotation {
  std::string Text;                  ///< With the leading "connlint:".
  std::optional<unsigned> Parameter; ///< Stands at this parameter; else at the function.
  /// Says nothing where the type belongs to no resource: attributes that are not ours.
  bool Optional = false;
  std::string File;
  unsigned Line = 0, Column = 0;
  /// Where the text itself stands in the file, from character TextOffset on. TextLine 0:
  /// it cannot be told (escapes, macros).
  unsigned TextLine = 0, TextColumn = 0, TextOffset = 0;
};

/// What a declaration says about a parameter or the returned value.
struct AnnotatedType {
  /// Names of the type behind the pointers, typedefs first: "PGconn", "pg_conn".
  std::vector<std::string> Names;
  unsigned Pointers = 0; ///< References count as well.
};

struct AnnotatedFunction {
  /// As calls name it. Empty: the annotations stand at something that is no function.
  std::string Name;
  AnnotatedType Result;
  std::vector<AnnotatedType> Parameters;
  bool IsMethod = false; ///< It has a `this`.
  bool IsVariadic = false;
  /// False in broken or generic code: nothing is concluded from types.
  bool TypesKnown = true;
  std::vector<Annotation> Annotations;
};

/// Is the text of an attribute meant for us? Also true for some that are written wrongly.
bool isAnnotation(std::string_view Text);

/// Adds what the annotations say to Model, where it wins over what is there.
/// On failure: returns every error, at its place in the source; functions without an error
/// are added all the same.
std::vector<ModelError> addAnnotations(ResourceModel &Model,
                                       const std::vector<AnnotatedFunction> &Functions);

} // namespace connlint

#endif
