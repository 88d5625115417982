// PackedUnit.cpp - the text of the facts, and the annotations as JSON, compressed.
#include "PackedUnit.h"
#include "facts/FactsText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Error.h"
#include <cstring>
#include <nlohmann/json.hpp>

namespace connlint {

using nlohmann::json;
namespace compression = llvm::compression;

static void to_json(json &J, const Annotation &A) {
  J = json::array({A.Text, A.Parameter ? json(*A.Parameter) : json(), A.Optional, A.File, A.Line,
                   A.Column, A.TextLine, A.TextColumn, A.TextOffset});
}
static void from_json(const json &J, Annotation &A) {
  A.Text = J.at(0);
  if (!J.at(1).is_null())
    A.Parameter = J.at(1).get<unsigned>();
  A.Optional = J.at(2);
  A.File = J.at(3);
  A.Line = J.at(4);
  A.Column = J.at(5);
  A.TextLine = J.at(6);
  A.TextColumn = J.at(7);
  A.TextOffset = J.at(8);
}

static void to_json(json &J, const AnnotatedType &T) { J = json::array({T.Names, T.Pointers}); }
static void from_json(const json &J, AnnotatedType &T) {
  T.Names = J.at(0).get<std::vector<std::string>>();
  T.Pointers = J.at(1);
}

static void to_json(json &J, const AnnotatedFunction &F) {
  J = json::array(
      {F.Name, F.Result, F.Parameters, F.IsMethod, F.IsVariadic, F.TypesKnown, F.Annotations});
}
static void from_json(const json &J, AnnotatedFunction &F) {
  F.Name = J.at(0);
  F.Result = J.at(1);
  F.Parameters = J.at(2).get<std::vector<AnnotatedType>>();
  F.IsMethod = J.at(3);
  F.IsVariadic = J.at(4);
  F.TypesKnown = J.at(5);
  F.Annotations = J.at(6).get<std::vector<Annotation>>();
}

namespace {

/// In front of the compressed bytes. Compressed: with what LLVM was built with, or not at all.
struct Header {
  uint64_t Size = 0;
  bool IsCompressed = false;
  compression::Format With = compression::Format::Zlib;
};

} // namespace

std::string packUnit(const ParsedUnit &Unit) {
  std::string Plain;
  json::to_cbor(json::array({Unit.Annotated, printFacts(Unit.Facts)}), Plain);
  Header Head;
  Head.Size = Plain.size();
  Head.With =
      compression::zstd::isAvailable() ? compression::Format::Zstd : compression::Format::Zlib;
  Head.IsCompressed = !compression::getReasonIfUnsupported(Head.With);
  llvm::SmallVector<uint8_t, 0> Small;
  if (Head.IsCompressed)
    compression::compress(compression::Params(Head.With, 1), llvm::arrayRefFromStringRef(Plain),
                          Small);
  std::string Bytes(reinterpret_cast<const char *>(&Head), sizeof Head);
  Bytes += Head.IsCompressed ? llvm::toStringRef(Small).str() : Plain;
  return Bytes;
}

static std::optional<std::string> plainOf(llvm::StringRef Bytes) {
  Header Head;
  if (Bytes.size() < sizeof Head)
    return std::nullopt;
  std::memcpy(&Head, Bytes.data(), sizeof Head);
  Bytes = Bytes.drop_front(sizeof Head);
  if (!Head.IsCompressed)
    return Bytes.str();
  llvm::SmallVector<uint8_t, 0> Plain;
  if (llvm::Error E = compression::decompress(
          compression::Format(Head.With), llvm::arrayRefFromStringRef(Bytes), Plain, Head.Size)) {
    llvm::consumeError(std::move(E));
    return std::nullopt;
  }
  return llvm::toStringRef(Plain).str();
}

std::optional<ParsedUnit> unpackUnit(const std::string &Bytes) {
  const std::optional<std::string> Plain = plainOf(Bytes);
  try {
    const json J = Plain ? json::from_cbor(*Plain) : json();
    ParsedUnit Unit;
    std::string Error;
    std::optional<UnitFacts> Facts = readFacts(J.at(1).get_ref<const std::string &>(), Error);
    if (!Facts)
      return std::nullopt;
    Unit.Facts = std::move(*Facts);
    Unit.Annotated = J.at(0).get<std::vector<AnnotatedFunction>>();
    return Unit;
  } catch (const json::exception &) {
    return std::nullopt;
  }
}

} // namespace connlint
