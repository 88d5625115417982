// ModelLoader.cpp - the way of a text into the model: parse, read, then add all or nothing.
#include "model/ModelLoader.h"
#include "model/ModelReader.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <llvm/Support/MemoryBuffer.h>
#include <tuple>

namespace connlint {

std::string ModelError::format() const {
  std::string Place = Line ? ":" + std::to_string(Line) + ":" + std::to_string(Column) : "";
  return File + Place + ": error: " + Message;
}

std::vector<ModelError> loadModelText(ResourceModel &Model, std::string_view Text,
                                      std::string_view FileName) {
  ModelErrors Errors;
  Errors.File = FileName;
  std::vector<YamlNode> Documents = parseYaml(Text, Errors);
  ModelAddition New = readModel(Documents, Model, Errors);
  if (!Errors.List.empty()) {
    std::ranges::sort(Errors.List, {},
                      [](const ModelError &E) { return std::tie(E.Line, E.Column, E.Message); });
    return std::move(Errors.List);
  }

  for (size_t I = Model.resources().size(); I < New.Resources.all().size(); ++I)
    Model.addResource(New.Resources.at(static_cast<unsigned>(I)));
  for (FunctionModel &F : New.Functions)
    Model.addFunction(std::move(F));
  for (auto &[Family, Header] : New.Headers)
    Model.addHeader(Family, std::move(Header));
  for (std::string &Pattern : New.RawAllowed)
    Model.allowRawIn(std::move(Pattern));
  for (std::string &Scope : New.Throwing)
    Model.addThrowing(std::move(Scope));
  return {};
}

std::vector<ModelError> loadModelFile(ResourceModel &Model, const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return {{Path, 0, 0, "cannot read the file: " + Buffer.getError().message()}};
  return loadModelText(Model, (*Buffer)->getBuffer(), Path);
}

void loadBuiltinModels(ResourceModel &Model) {
  for (const BuiltinModel &Builtin : builtinModels()) {
    std::vector<ModelError> Errors =
        loadModelText(Model, Builtin.Text, std::string(Builtin.Name) + ".yaml");
    if (Errors.empty())
      continue;
    for (const ModelError &E : Errors)
      std::fprintf(stderr, "connlint: built-in model: %s\n", E.format().c_str());
    std::abort();
  }
}

} // namespace connlint
