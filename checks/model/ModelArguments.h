// ModelArguments.h - every place of a function's entry that names an argument, in one list.
#ifndef CONNLINT_MODEL_MODELARGUMENTS_H
#define CONNLINT_MODEL_MODELARGUMENTS_H

#include "model/ResourceModel.h"

namespace connlint {

/// Calls Do with a reference to each argument number of F; ThisArgument is among them.
/// Entry is FunctionModel or const FunctionModel.
template <class Entry, class Fn> void forEachArgument(Entry &F, Fn Do) {
  auto Each = [&](auto &Arguments) {
    for (auto &Argument : Arguments)
      Do(Argument);
  };
  auto If = [&](auto &Argument) {
    if (Argument)
      Do(*Argument);
  };
  auto When = [&](auto &Condition) {
    if (Condition)
      Do(Condition->Arg);
  };
  for (auto &A : F.Acquires) {
    if (A.At.Kind != HandlePlace::Return)
      Do(A.At.Arg);
    if (A.IfArgumentNull)
      Do(A.NullArgument);
    Each(A.Source);
    If(A.FreedWith);
    If(A.AnswerOf);
    When(A.Condition);
  }
  for (auto &R : F.Releases) {
    Do(R.Arg);
    When(R.Condition);
  }
  for (auto &C : F.Connects) {
    Do(C.Arg);
    Each(C.Source);
  }
  When(F.Status);
  When(F.TransactionTest);
  if (F.Sql) {
    Do(F.Sql->ConnectionArg);
    If(F.Sql->TextArg);
  }
  If(F.ReturnsArgument);
  If(F.ReturnsDerived);
  If(F.ReturnsSocket);
  If(F.AsksStatus);
  If(F.SetsUp);
  If(F.ReleasesChildren);
  If(F.ListsChildren);
  if (F.NoReturnIf)
    Do(F.NoReturnIf->first);
  Each(F.Takes);
  Each(F.ToleratesUnchecked);
}

} // namespace connlint

#endif
