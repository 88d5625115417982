// LineHash.cpp - a rolling hash over the UTF-16 units of a file.
//
//   h = 37 h + c - 37^100 c_old (mod 2^64), over a window of 100 units; blanks and tabs are
//   skipped, CR and CRLF count as LF, the end of the file is one unit 65535, then zeros.
//
// A line's hash is the state of h when the window begins with the line's first unit.
#include "output/LineHash.h"
#include "output/Columns.h"
#include <array>
#include <cstdint>
#include <cstdio>
#include <unordered_map>

namespace connlint {

namespace {
constexpr size_t WindowSize = 100;
constexpr uint64_t Factor = 37;

constexpr uint64_t power(uint64_t Base, size_t Exponent) {
  uint64_t P = 1;
  for (size_t I = 0; I < Exponent; ++I)
    P *= Base;
  return P;
}

class RollingHash {
public:
  void add(char16_t Unit) {
    bool AfterCR = PreviousWasCR;
    PreviousWasCR = false;
    if (Unit == u' ' || Unit == u'\t' || (AfterCR && Unit == u'\n'))
      return;
    if (Unit == u'\r') {
      Unit = u'\n';
      PreviousWasCR = true;
    }
    emitIfLineStart();
    StartsLine[Index] = AtLineStart;
    AtLineStart = Unit == u'\n';
    push(Unit);
  }

  std::vector<std::string> finish() {
    add(0xFFFF);
    for (size_t I = 0; I < WindowSize; ++I) {
      emitIfLineStart();
      push(0);
    }
    return std::move(Lines);
  }

private:
  void push(char16_t Unit) {
    static constexpr uint64_t Leaving = power(Factor, WindowSize);
    Hash = Factor * Hash + Unit - Leaving * Window[Index];
    Window[Index] = Unit;
    Index = (Index + 1) % WindowSize;
  }

  // The slot about to be overwritten is the oldest: the first unit of the window.
  void emitIfLineStart() {
    if (!StartsLine[Index])
      return;
    StartsLine[Index] = false;
    std::array<char, 40> Buffer{};
    std::snprintf(Buffer.data(), Buffer.size(), "%llx:%u", static_cast<unsigned long long>(Hash),
                  ++Seen[Hash]);
    Lines.emplace_back(Buffer.data());
  }

  uint64_t Hash = 0;
  size_t Index = 0;
  bool AtLineStart = true;
  bool PreviousWasCR = false;
  std::array<char16_t, WindowSize> Window{};
  std::array<bool, WindowSize> StartsLine{};
  std::unordered_map<uint64_t, unsigned> Seen;
  std::vector<std::string> Lines;
};
} // namespace

std::vector<std::string> lineHashes(std::string_view Text) {
  RollingHash Hash;
  for (size_t I = 0; I < Text.size();) {
    CodePoint C = decodeAt(Text, I);
    I += C.Bytes;
    if (C.Value > 0xFFFF) {
      Hash.add(static_cast<char16_t>(0xD800 + ((C.Value - 0x10000) >> 10)));
      Hash.add(static_cast<char16_t>(0xDC00 + ((C.Value - 0x10000) & 0x3FF)));
    } else {
      Hash.add(static_cast<char16_t>(C.Value));
    }
  }
  return Hash.finish();
}

} // namespace connlint
