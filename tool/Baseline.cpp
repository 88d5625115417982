// Baseline.cpp - reads, matches and prints the lines of a baseline.
#include "Baseline.h"
#include "UsageError.h"
#include "output/Paths.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <tuple>

namespace connlint {

static constexpr llvm::StringLiteral Head =
    "# connlint baseline 1. Written by 'connlint baseline write'; docs/baseline.md\n"
    "# file\trule\tfunction\tapi\thow many\n";

// Tabs and line breaks in a name of a file would break the form.
static std::string escaped(llvm::StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '%' || static_cast<unsigned char>(C) < 0x20) {
      static constexpr char Hex[] = "0123456789ABCDEF";
      auto Byte = static_cast<unsigned char>(C);
      Out += {'%', Hex[Byte >> 4], Hex[Byte & 15]};
    } else {
      Out += C;
    }
  }
  return Out;
}

static std::string unescaped(llvm::StringRef Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I) {
    unsigned Byte = 0;
    if (Text[I] == '%' && !Text.substr(I + 1, 2).getAsInteger(16, Byte)) {
      Out += static_cast<char>(Byte);
      I += 2;
    } else {
      Out += Text[I];
    }
  }
  return Out;
}

static BaselineKey keyOf(const Finding &F, const std::string &SourceRoot) {
  return {relativeBelow(F.Place.File, SourceRoot).value_or(F.Place.File), F.Rule, F.Function,
          F.Api};
}

std::string BaselineKey::text() const {
  std::string Out = File + ": " + Rule;
  if (!Function.empty())
    Out += " in " + Function;
  if (!Api.empty())
    Out += " (" + Api + ")";
  return Out;
}

Baseline Baseline::read(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    throw UsageError("cannot read baseline '" + Path + "': " + Buffer.getError().message() +
                     "; 'connlint baseline write' makes one");
  Baseline Out;
  llvm::SmallVector<llvm::StringRef> Lines;
  (*Buffer)->getBuffer().split(Lines, '\n');
  auto Fail = [&](size_t Line, const std::string &Why) {
    throw LocatedError(Path + ":" + std::to_string(Line) + ":1: error: " + Why);
  };
  llvm::StringRef Version = Lines.front();
  if (!Version.consume_front("# connlint baseline "))
    Fail(1, "not a baseline: the first line should begin with '# connlint baseline 1'");
  if (Version = Version.take_while([](char C) { return C >= '0' && C <= '9'; }); Version != "1")
    Fail(1, "a baseline of version " + Version.str() +
                ", written by another connlint; this one "
                "reads version 1: remove the file and run 'connlint baseline write'");
  for (size_t I = 0; I < Lines.size(); ++I) {
    llvm::StringRef Line = Lines[I].rtrim('\r');
    if (Line.empty() || Line.starts_with("#"))
      continue;
    if (Line.starts_with("<<<<<<<") || Line.starts_with("=======") || Line.starts_with(">>>>>>>"))
      Fail(I + 1, "a merge conflict is left in the baseline; keep the lines of both sides");
    llvm::SmallVector<llvm::StringRef> Fields;
    Line.split(Fields, '\t');
    unsigned Count = 0;
    if (Fields.size() != 5 || Fields[4].getAsInteger(10, Count) || Count == 0)
      Fail(I + 1, "expected file, rule, function, api and a count, separated by tabs");
    // A merge of two branches may leave a key twice: the larger count is the safe guess.
    unsigned &Known = Out.Counts[{unescaped(Fields[0]), unescaped(Fields[1]), unescaped(Fields[2]),
                                  unescaped(Fields[3])}];
    Known = std::max(Known, Count);
  }
  return Out;
}

Baseline Baseline::of(const std::vector<Finding> &Findings, const std::string &SourceRoot) {
  Baseline Out;
  for (const Finding &F : Findings)
    ++Out.Counts[keyOf(F, SourceRoot)];
  return Out;
}

BaselineMatch Baseline::apply(std::vector<Finding> &Findings, const std::string &SourceRoot,
                              const std::function<bool(const BaselineKey &)> &MayBeStale) const {
  BaselineMatch Out;
  std::map<BaselineKey, unsigned> Left = Counts;
  const std::map<BaselineKey, unsigned> Found = of(Findings, SourceRoot).Counts;

  // What is missing at its place and was renamed, by all but the file.
  auto Rest = [](const BaselineKey &K) { return std::tie(K.Rule, K.Function, K.Api); };
  std::map<std::tuple<std::string, std::string, std::string>, BaselineKey> Renamed;
  for (const auto &[Key, Count] : Counts)
    if (!llvm::sys::fs::exists(SourceRoot + "/" + Key.File))
      Renamed.emplace(Rest(Key), Key);

  std::map<BaselineKey, bool> IsKnown;
  for (const auto &[Key, Count] : Found) {
    const BaselineKey *Entry = &Key;
    auto It = Left.find(Key);
    if (It == Left.end())
      if (auto Moved = Renamed.find(Rest(Key)); Moved != Renamed.end()) {
        Entry = &Moved->second;
        It = Left.find(*Entry);
      }
    if (It == Left.end())
      continue;
    IsKnown[Key] = Count <= It->second;
    if (Count > It->second)
      Out.Notes.push_back("the baseline knows " + std::to_string(It->second) + " of " +
                          std::to_string(Count) + ", all are shown: " + Key.text());
    It->second -= std::min(It->second, Count);
  }
  Out.Known = std::erase_if(Findings, [&](const Finding &F) {
    auto It = IsKnown.find(keyOf(F, SourceRoot));
    return It != IsKnown.end() && It->second;
  });
  for (const auto &[Key, Count] : Left)
    if (Count && MayBeStale(Key))
      Out.Stale.push_back(Key);
  return Out;
}

void Baseline::keep(const Baseline &Other, const std::function<bool(const BaselineKey &)> &Wanted) {
  for (const auto &[Key, Count] : Other.Counts)
    if (Wanted(Key))
      Counts.emplace(Key, Count);
}

size_t Baseline::findings() const {
  size_t Sum = 0;
  for (const auto &[Key, Count] : Counts)
    Sum += Count;
  return Sum;
}

std::string Baseline::text() const {
  std::vector<std::string> Lines;
  for (const auto &[Key, Count] : Counts)
    Lines.push_back(escaped(Key.File) + "\t" + escaped(Key.Rule) + "\t" + escaped(Key.Function) +
                    "\t" + escaped(Key.Api) + "\t" + std::to_string(Count) + "\n");
  std::ranges::sort(Lines);
  std::string Out = Head.str();
  for (const std::string &Line : Lines)
    Out += Line;
  return Out;
}

} // namespace connlint
