// ModelLoader.h - reads family files (YAML) into a ResourceModel.
#ifndef CONNLINT_MODEL_MODELLOADER_H
#define CONNLINT_MODEL_MODELLOADER_H

#include "model/ResourceModel.h"

namespace connlint {

/// One thing that is wrong in a model file. Line and Column count from 1.
struct ModelError {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;
  std::string Message;

  /// "file:line:column: error: message"
  std::string format() const;
};

/// Adds the families of one YAML text (one or more documents) to Model.
/// On failure: returns every error found and leaves Model unchanged.
std::vector<ModelError> loadModelText(ResourceModel &Model, std::string_view Text,
                                      std::string_view FileName);

/// The same for a file. A file that cannot be read is an error at line 0.
std::vector<ModelError> loadModelFile(ResourceModel &Model, const std::string &Path);

/// Adds the families that were compiled into the program.
/// On failure: aborts, because the embedded text is covered by tests.
void loadBuiltinModels(ResourceModel &Model);

/// Names and texts of the embedded families, for `connlint rules` and tests.
struct BuiltinModel {
  std::string_view Name;
  std::string_view Text;
};
const std::vector<BuiltinModel> &builtinModels();

/// Prints the effective entry of every function as YAML that reads back.
std::string printModel(const ResourceModel &Model);

} // namespace connlint

#endif
