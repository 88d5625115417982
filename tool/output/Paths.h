// Paths.h - how reports name files: short for people, relative URIs for machines.
#ifndef CONNLINT_OUTPUT_PATHS_H
#define CONNLINT_OUTPUT_PATHS_H

#include <optional>
#include <string>
#include <string_view>

namespace connlint {

/// File relative to Directory with '/' between parts, if it is below it. Lexical first;
/// if that fails, with symbolic links resolved. A relative File is below any directory
/// unless it climbs out with "..".
std::optional<std::string> relativeBelow(const std::string &File, const std::string &Directory);

/// The name to show to a person whose working directory is Directory (may be empty).
std::string shownPath(const std::string &File, const std::string &Directory);

/// A path as the path part of a URI: every byte that needs it is percent-encoded. A first
/// segment with a colon gets "./" in front, or it would read as a scheme.
std::string percentEncodedPath(std::string_view Path);

/// "file:///..." for an absolute path; ends in '/' when it is a directory.
std::string fileUri(const std::string &AbsolutePath, bool IsDirectory);

} // namespace connlint

#endif
