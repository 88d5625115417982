// Changes.h - which lines a change touched, from git or from a patch, and which findings
// have to do with them.
#ifndef CONNLINT_TOOL_CHANGES_H
#define CONNLINT_TOOL_CHANGES_H

#include "finding/AcquireSite.h"
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// Lines of the new state of files.
class Changes {
public:
  /// Reads a unified diff; names are relative to Root, with or without git's a/ and b/.
  /// On failure: throws UsageError that names Origin and the line.
  static Changes parse(std::string_view Patch, const std::string &Root, const std::string &Origin);
  /// What changed in the checkout at Root since it left Revision: commits, the index, the
  /// working tree, and files that git does not know yet.
  /// On failure: throws UsageError.
  static Changes sinceRevision(const std::string &Revision, const std::string &Root);

  /// A line in [First, Last] is new, or one between them was removed.
  bool touch(const std::string &File, uint32_t First, uint32_t Last) const;
  /// A place the finding names changed, or a function that such a place is in. Extents are
  /// sorted.
  bool concern(const Finding &F, const std::vector<FunctionExtent> &Extents) const;
  bool empty() const { return Files.empty(); }

private:
  struct Touched {
    bool Whole = false;       ///< A new file.
    std::set<uint32_t> Added; ///< Line numbers.
    std::set<uint32_t> Gaps;  ///< Something was removed behind this line.
  };
  std::map<std::string, Touched> Files; ///< By absolute path.
};

} // namespace connlint

#endif
