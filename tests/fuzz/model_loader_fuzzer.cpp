// model_loader_fuzzer.cpp - any bytes as a model file: no crash, no hang, and what loads
// prints as a model that is equal.
#include "model/ModelLoader.h"
#include <cstddef>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  using namespace connlint;
  ResourceModel Model;
  std::string_view Text(reinterpret_cast<const char *>(Data), Size);
  if (!loadModelText(Model, Text, "fuzz.yaml").empty()) {
    if (!(Model == ResourceModel()))
      std::abort(); // A failure leaves the model unchanged.
    return 0;
  }
  ResourceModel Again;
  std::string Printed = printModel(Model);
  for (const ModelError &E : loadModelText(Again, Printed, "printed.yaml"))
    std::fprintf(stderr, "%s\n", E.format().c_str());
  if (!(Again == Model)) {
    std::fprintf(stderr, "%s", Printed.c_str());
    std::abort();
  }
  return 0;
}
