// Columns.cpp - a UTF-8 decoder that never fails, and the counting on top of it.
#include "output/Columns.h"
#include <algorithm>
#include <array>
#include <cstdio>

namespace connlint {

CodePoint decodeAt(std::string_view Text, size_t Offset) {
  auto Byte = [&](size_t I) -> unsigned {
    return I < Text.size() ? static_cast<unsigned char>(Text[I]) : 0u;
  };
  unsigned First = Byte(Offset);
  if (First < 0x80)
    return {First, 1, true};

  unsigned Length = First >= 0xF0 ? 4 : First >= 0xE0 ? 3 : 2;
  if (First < 0xC2 || First > 0xF4)
    return {0xFFFD, 1, false};
  // The second byte alone decides on overlong forms, surrogates and the upper end.
  unsigned Low = First == 0xE0 ? 0xA0 : First == 0xF0 ? 0x90 : 0x80;
  unsigned High = First == 0xED ? 0x9F : First == 0xF4 ? 0x8F : 0xBF;
  char32_t Value = First & (0xFFu >> (Length + 1));
  for (unsigned I = 1; I < Length; ++I) {
    unsigned B = Byte(Offset + I);
    if (B < Low || B > High)
      return {0xFFFD, I, false};
    Value = (Value << 6) | (B & 0x3F);
    Low = 0x80, High = 0xBF;
  }
  return {Value, Length, true};
}

uint32_t utf16Column(std::string_view Line, uint32_t ByteColumn) {
  size_t Target = ByteColumn == 0 ? 0 : ByteColumn - 1;
  uint32_t Units = 0;
  size_t I = 0;
  while (I < Line.size()) {
    CodePoint C = decodeAt(Line, I);
    if (I + C.Bytes > Target)
      return Units + 1;
    Units += C.Value > 0xFFFF ? 2 : 1;
    I += C.Bytes;
  }
  return Units + static_cast<uint32_t>(Target - I) + 1;
}

namespace {
struct Interval {
  char32_t First, Last;
};
template <size_t N> bool contains(const Interval (&Table)[N], char32_t C) {
  return std::ranges::any_of(Table, [C](const Interval &I) { return I.First <= C && C <= I.Last; });
}
} // namespace

unsigned cellWidth(char32_t C) {
  // Coarse blocks instead of the full Unicode table: a caret that is one cell off below a
  // rare script is not worth a generated file.
  static constexpr Interval Combining[] = {
      {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x064B, 0x065F},
      {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF},   {0x3099, 0x309A},
      {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};
  static constexpr Interval Wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                                      {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
                                      {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                                      {0x20000, 0x3FFFD}};
  if (C < 0x300)
    return 1;
  return contains(Combining, C) ? 0 : contains(Wide, C) ? 2 : 1;
}

bool isUnsafeForTerminal(char32_t C) {
  static constexpr Interval Hidden[] = {
      {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE007F}};
  return C < 0x20 || (C >= 0x7F && C < 0xA0) || (C >= 0x200B && contains(Hidden, C));
}

std::string printable(std::string_view Text) {
  std::string Out;
  Out.reserve(Text.size());
  for (size_t I = 0; I < Text.size();) {
    CodePoint C = decodeAt(Text, I);
    std::array<char, 16> Buffer{};
    if (!C.Valid) {
      for (unsigned B = 0; B < C.Bytes; ++B) {
        std::snprintf(Buffer.data(), Buffer.size(), "<%02X>",
                      static_cast<unsigned>(static_cast<unsigned char>(Text[I + B])));
        Out += Buffer.data();
      }
    } else if (C.Value == '\t' || C.Value == '\n' || C.Value == '\r') {
      Out += ' ';
    } else if (isUnsafeForTerminal(C.Value)) {
      std::snprintf(Buffer.data(), Buffer.size(), "<U+%04X>", static_cast<unsigned>(C.Value));
      Out += Buffer.data();
    } else {
      Out += Text.substr(I, C.Bytes);
    }
    I += C.Bytes;
  }
  return Out;
}

std::string truncated(std::string_view Text, size_t MaxBytes) {
  if (Text.size() <= MaxBytes)
    return std::string(Text);
  if (MaxBytes < 3)
    return {};
  size_t End = MaxBytes - 3;
  while (End > 0 && (static_cast<unsigned char>(Text[End]) & 0xC0) == 0x80)
    --End;
  return std::string(Text.substr(0, End)) + "...";
}

} // namespace connlint
