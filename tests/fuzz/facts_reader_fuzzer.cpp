// facts_reader_fuzzer.cpp - any bytes as facts text: no crash, no hang, every refusal names
// a line, what is read prints as a text that reads back as equal facts, and it can be bound.
#include "facts/Binding.h"
#include "facts/FactsText.h"
#include <cstddef>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  using namespace connlint;
  std::string Error;
  std::string_view Text(reinterpret_cast<const char *>(Data), Size);
  std::optional<UnitFacts> Unit = readFacts(Text, Error);
  if (Unit.has_value() != Error.empty() || (!Unit && !Error.starts_with("line ")))
    std::abort();
  if (!Unit)
    return 0;
  for (const FunctionFacts &F : Unit->Functions)
    if (!verifyFacts(F).empty())
      std::abort();
  std::string Printed = printFacts(*Unit);
  std::optional<UnitFacts> Again = readFacts(Printed, Error);
  if (Again != Unit) {
    std::fprintf(stderr, "%s\n%s", Error.c_str(), Printed.c_str());
    std::abort();
  }
  KnownElsewhere All;
  for (const std::string &Usr : Unit->Unseen)
    All.emplace(Usr, Importance::Handles);
  for (const KnownElsewhere &Known : {KnownElsewhere(), All})
    for (const FunctionFacts &F : bindFacts(*Unit, Known).Functions)
      if (!verifyFacts(F).empty())
        std::abort();
  return 0;
}
