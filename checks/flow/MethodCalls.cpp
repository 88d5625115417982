// MethodCalls.cpp - calls of methods that a model describes: models count the arguments
// without the object, and call the object `this`.
//
// An object that owns its handle, such as a session or a lease, is a place that the handle is
// in: constructors and the likes put it there, the destructor takes it out. Whatever else is
// done with the object is done with the handle.
#include "flow/Engine.h"
#include "model/ModelArguments.h"

namespace connlint {

void Engine::callMethod(const Instruction &I, const FunctionModel &M, State S, States &Out) {
  // The object goes behind the arguments, where no number of the model reaches it.
  Instruction Call = I;
  std::ranges::rotate(Call.Args, Call.Args.begin() + 1);
  Call.HasObject = false;
  const auto Object = static_cast<unsigned>(Call.Args.size() - 1);
  unsigned Handle = Object;
  const Reg Held = Function.Registers; // A register of nobody else.
  RegionId Inside = regionOf(operand(S, Call.Args[Object].Value));
  const Value *Content = Inside == NoId ? nullptr : S.Memory.find(Inside);
  if (Content && Content->isSymbol() && S.instance(*Content)) {
    setRegister(S, Held, *Content);
    Call.Args.push_back({Held, false});
    Handle = Object + 1;
  }
  FunctionModel Entry = M;
  forEachArgument(Entry, [&](unsigned &Argument) {
    if (Argument == ThisArgument)
      Argument = Handle;
    else if (Argument >= Object)
      Argument = Handle + 1; // A default argument that the call leaves out: there is none.
  });
  for (AcquireEffect &A : Entry.Acquires)
    if (A.At.Kind == HandlePlace::Out && A.At.Arg == Handle)
      A.At.Arg = Object;
  for (ReleaseEffect &R : Entry.Releases)
    if (R.ThroughPointer && R.Arg == Handle)
      R.Arg = Object;
  const size_t First = Out.size();
  callModel(Call, Entry, std::move(S), Out);
  for (size_t Index = First; Index < Out.size(); ++Index)
    Out[Index].Registers.erase(Held);
}

} // namespace connlint
