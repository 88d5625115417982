// NameWords.cpp - see NameWords.h.
#include "model/NameWords.h"
#include <algorithm>
#include <cctype>

namespace connlint {

std::vector<std::string> wordsOf(std::string_view Name) {
  std::vector<std::string> Words;
  bool IsInside = false;
  unsigned char Before = 0;
  for (char Letter : Name) {
    unsigned char C = static_cast<unsigned char>(Letter);
    bool IsHump = std::isupper(C) && std::islower(Before);
    if (std::isalpha(C) && (IsHump || !IsInside))
      Words.emplace_back();
    IsInside = std::isalpha(C);
    if (IsInside)
      Words.back() += static_cast<char>(std::tolower(C));
    Before = C;
  }
  return Words;
}

bool hasWord(std::string_view Name, std::span<const std::string_view> Words) {
  return std::ranges::any_of(wordsOf(Name), [&](const std::string &Word) {
    return std::ranges::find(Words, Word) != Words.end();
  });
}

} // namespace connlint
