// Suggest.h - "did you mean": the nearest known word to a wrong one.
#ifndef CONNLINT_TOOL_SUGGEST_H
#define CONNLINT_TOOL_SUGGEST_H

#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// "; did you mean 'x'?" for the nearest of Known, or empty when none is near.
std::string didYouMean(std::string_view Word, const std::vector<std::string_view> &Known);
/// The same where Known is short enough to be told whole when none is near.
std::string didYouMeanOneOf(std::string_view Word, const std::vector<std::string_view> &Known);

} // namespace connlint

#endif
