// Notes.h - what a reader is told below a finding, in texts and in clang-tidy alike.
#ifndef CONNLINT_OUTPUT_NOTES_H
#define CONNLINT_OUTPUT_NOTES_H

#include "finding/Finding.h"
#include <set>
#include <utility>

namespace connlint {

/// Calls Show(Place, Message) for each step of the path and each related place. A related place
/// is often a step as well: saying it once is enough.
template <class Function> void forEachNote(const Finding &F, Function Show) {
  std::set<std::pair<SourcePlace, std::string>> Said;
  std::set<SourcePlace> Steps;
  for (const PathStep &Step : F.Path) {
    Steps.insert(Step.Place);
    if (Said.emplace(Step.Place, Step.Message).second)
      Show(Step.Place, Step.Message);
  }
  for (const RelatedPlace &Related : F.Related)
    if (!Steps.contains(Related.Place) && Said.emplace(Related.Place, Related.Message).second)
      Show(Related.Place, Related.Message);
}

} // namespace connlint

#endif
