// ModelTest.h - short ways to load a text and to see what went wrong.
#ifndef CONNLINT_TESTS_UNIT_MODEL_MODELTEST_H
#define CONNLINT_TESTS_UNIT_MODEL_MODELTEST_H

#include "model/ModelLoader.h"
#include <gtest/gtest.h>

namespace connlint {

/// All errors of a text as "line:column: message", one per line; "" when it loads.
inline std::string errorsOf(std::string_view Text, ResourceModel *Into = nullptr) {
  ResourceModel Own;
  std::string Out;
  for (const ModelError &E : loadModelText(Into ? *Into : Own, Text, "m.yaml"))
    Out += std::to_string(E.Line) + ":" + std::to_string(E.Column) + ": " + E.Message + "\n";
  return Out;
}

/// A model with this text, which must be right.
inline ResourceModel modelOf(std::string_view Text) {
  ResourceModel Model;
  EXPECT_EQ(errorsOf(Text, &Model), "");
  return Model;
}

inline const ResourceModel &builtins() {
  static const ResourceModel Model = [] {
    ResourceModel M;
    loadBuiltinModels(M);
    return M;
  }();
  return Model;
}

/// "family.name" of a resource.
inline std::string nameOf(const ResourceModel &Model, unsigned Resource) {
  const ResourceType &R = Model.resources().at(Resource);
  return R.Family + "." + R.Name;
}

} // namespace connlint

#endif
