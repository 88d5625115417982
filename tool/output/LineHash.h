// LineHash.h - the fingerprint GitHub matches alerts with (primaryLocationLineHash).
//
// The same hash as the upload action computes, so that an alert keeps its identity whether
// we or the action wrote it.
#ifndef CONNLINT_OUTPUT_LINEHASH_H
#define CONNLINT_OUTPUT_LINEHASH_H

#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// One fingerprint per line of the file, "c129715d7a2bc9a3:1": a hash of the 100 characters
/// that start with the line, and how often that hash has occurred so far. A text that ends
/// in a line break has one more, empty, line.
std::vector<std::string> lineHashes(std::string_view Text);

} // namespace connlint

#endif
