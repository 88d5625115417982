// Suggest.cpp - nearest word by edit distance, or the one that contains the wrong word.
#include "Suggest.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace connlint {

std::string didYouMean(std::string_view Word, const std::vector<std::string_view> &Known) {
  std::string_view Best;
  unsigned BestDistance = std::max<unsigned>(2, unsigned(Word.size()) / 3) + 1;
  for (std::string_view Candidate : Known) {
    unsigned Distance = llvm::StringRef(Word).edit_distance(Candidate, true, BestDistance);
    // Half of a short word is not near.
    if (Distance < BestDistance && 2 * Distance < Word.size()) {
      Best = Candidate;
      BestDistance = Distance;
    }
  }
  if (Best.empty() && Word.size() >= 3) {
    auto It = std::ranges::find_if(
        Known, [&](std::string_view K) { return K.find(Word) != std::string_view::npos; });
    if (It != Known.end())
      Best = *It;
  }
  return Best.empty() ? "" : "; did you mean '" + std::string(Best) + "'?";
}

std::string didYouMeanOneOf(std::string_view Word, const std::vector<std::string_view> &Known) {
  if (std::string Near = didYouMean(Word, Known); !Near.empty())
    return Near;
  std::string Out = "; there are ";
  for (size_t I = 0; I != Known.size(); ++I)
    Out.append(I == 0 ? "" : I + 1 == Known.size() ? " and " : ", ").append(Known[I]);
  return Out;
}

} // namespace connlint
