// Columns.h - from bytes, which Clang counts, to what others count.
//
// SARIF wants UTF-16 code units, a terminal wants cells. Both walk the same decoder, which
// accepts any bytes: every malformed sequence counts as one U+FFFD.
#ifndef CONNLINT_OUTPUT_COLUMNS_H
#define CONNLINT_OUTPUT_COLUMNS_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connlint {

/// One decoded character and the number of bytes it takes (at least 1).
struct CodePoint {
  char32_t Value = 0;
  unsigned Bytes = 1;
  /// False: the bytes are not UTF-8 and Value is U+FFFD.
  bool Valid = true;
};

/// Decodes the character at Offset. Requires: Offset < Text.size().
CodePoint decodeAt(std::string_view Text, size_t Offset);

/// The column, from 1, in UTF-16 code units, of byte column ByteColumn (from 1).
/// A column inside a character is that character's; one past the end stays past the end.
uint32_t utf16Column(std::string_view Line, uint32_t ByteColumn);

/// The number of terminal cells of a printable character: 0, 1 or 2.
unsigned cellWidth(char32_t C);

/// True for what must not reach a terminal as it is: control characters and the marks that
/// reorder or hide text.
bool isUnsafeForTerminal(char32_t C);

/// Text fit for one line of a terminal: line breaks and tabs become blanks, unsafe
/// characters become <U+202E>, bytes that are no UTF-8 become <E4>.
std::string printable(std::string_view Text);

/// Text cut to at most MaxBytes bytes, between characters, ending in "..." when cut.
std::string truncated(std::string_view Text, size_t MaxBytes);

} // namespace connlint

#endif
