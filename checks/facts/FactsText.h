// FactsText.h - facts as text and back: for dumps, for tests without Clang, for debugging.
#ifndef CONNLINT_FACTS_FACTSTEXT_H
#define CONNLINT_FACTS_FACTSTEXT_H

#include "facts/Facts.h"
#include <string_view>

namespace connlint {

/// The text of a unit; readFacts gives equal facts back.
std::string printFacts(const UnitFacts &Unit);
std::string printFacts(const FunctionFacts &Function);

/// Reads what printFacts writes, or a person. On failure: nullopt and Error says line and why.
/// The result is verified. Never crashes, whatever the text.
std::optional<UnitFacts> readFacts(std::string_view Text, std::string &Error);

/// Empty if every index of the facts is in range, else what is wrong.
std::string verifyFacts(const FunctionFacts &Function);

} // namespace connlint

#endif
