// NameWords.h - the words that a function's name is made of.
//
// Where a body is not seen, a name is all there is to go by; whoever goes by names asks here.
#ifndef CONNLINT_MODEL_NAMEWORDS_H
#define CONNLINT_MODEL_NAMEWORDS_H

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// The words of the name in their order, in lower case.
std::vector<std::string> wordsOf(std::string_view Name);

/// One of the words, which are in lower case, is a word of the name. Names are split at
/// whatever is no letter and at humps: "connListAdd_2" is made of conn, list and add.
bool hasWord(std::string_view Name, std::span<const std::string_view> Words);

} // namespace connlint

#endif
