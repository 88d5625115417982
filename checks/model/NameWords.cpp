// NameWords.cpp - see NameWords.h.
#include "model/NameWords.h"
#include <algorithm>
#include <cctype>
#include <string>

namespace connlint {

bool hasWord(std::string_view Name, std::span<const std::string_view> Words) {
  std::string Word;
  auto IsKnown = [&] { return std::ranges::find(Words, Word) != Words.end(); };
  unsigned char Before = 0;
  for (char Letter : Name) {
    unsigned char C = static_cast<unsigned char>(Letter);
    bool IsHump = std::isupper(C) && std::islower(Before);
    if (IsHump || !std::isalpha(C)) {
      if (IsKnown())
        return true;
      Word.clear();
    }
    if (std::isalpha(C))
      Word += static_cast<char>(std::tolower(C));
    Before = C;
  }
  return IsKnown();
}

} // namespace connlint
