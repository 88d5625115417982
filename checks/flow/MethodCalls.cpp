// MethodCalls.cpp - calls of methods that a model describes: models count the arguments
// without the object, and call the object `this`.
#include "flow/Engine.h"
#include "model/ModelArguments.h"

namespace connlint {

void Engine::callMethod(const Instruction &I, const FunctionModel &M, State S, States &Out) {
  // The object goes behind the arguments, where no number of the model reaches it.
  Instruction Call = I;
  std::ranges::rotate(Call.Args, Call.Args.begin() + 1);
  Call.HasObject = false;
  auto Object = static_cast<unsigned>(Call.Args.size() - 1);
  FunctionModel Entry = M;
  forEachArgument(Entry, [&](unsigned &Argument) {
    if (Argument == Object)
      Argument = Object + 1; // A default argument that the call leaves out: there is none.
    if (Argument == ThisArgument)
      Argument = Object;
  });
  callModel(Call, Entry, std::move(S), Out);
}

} // namespace connlint
