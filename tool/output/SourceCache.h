// SourceCache.h - the text of the files a report points into, read when first asked for.
//
// Works on bytes: any encoding, LF, CRLF and lone CR, a byte order mark, missing files.
// Lines and columns are Clang's: a byte order mark counts in the columns of line 1.
#ifndef CONNLINT_OUTPUT_SOURCECACHE_H
#define CONNLINT_OUTPUT_SOURCECACHE_H

#include "finding/Finding.h"
#include "output/Redact.h"
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// Thread safety: none; one cache for the thread that writes the reports.
class SourceCache {
public:
  /// Gives a file's bytes, or nothing if it cannot be read.
  using Reader = std::function<std::optional<std::string>(const std::string &File)>;

  /// Reads from disk; relative names are relative to BaseDirectory (empty: the process's).
  explicit SourceCache(std::string BaseDirectory = {});
  /// Reads through Read: unsaved editor buffers, tests.
  explicit SourceCache(Reader Read) : Read(std::move(Read)) {}

  bool exists(const std::string &File);
  /// A line without its line break, for measuring only: it may contain a password.
  /// Empty if there is no such line. Lives as long as the cache.
  std::string_view rawLine(const std::string &File, uint32_t Line);
  /// A line for showing, with what may be secret masked. Columns change: see MaskedText.
  MaskedText shownLine(const std::string &File, uint32_t Line);
  /// The number of lines, at least 1; 0 if the file cannot be read.
  uint32_t lineCount(const std::string &File);
  /// GitHub's fingerprint of the line (output/LineHash.h); empty if there is no such line.
  std::string_view lineHash(const std::string &File, uint32_t Line);
  /// The byte column one past the token at P: P.EndColumn, or the end of the identifier
  /// that starts there when the finding does not say; never beyond the line's end.
  uint32_t tokenEnd(const SourcePlace &P);

private:
  struct Source {
    std::string Text;
    std::vector<size_t> LineStarts;
    // Filled by the first caller that needs them.
    std::optional<std::vector<ByteRange>> Secrets;
    std::optional<std::vector<std::string>> Hashes;
  };
  const Source *load(const std::string &File) { return loadMutable(File); }
  Source *loadMutable(const std::string &File);

  Reader Read;
  std::map<std::string, std::optional<Source>> Files;
};

} // namespace connlint

#endif
