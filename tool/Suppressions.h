// Suppressions.h - NOLINT comments, with the meaning they have in clang-tidy:
// NOLINT, NOLINT(globs), NOLINTNEXTLINE, NOLINTBEGIN … NOLINTEND.
//
// Stands between the analysis and the output. Text is only searched in files that have
// findings.
#ifndef CONNLINT_TOOL_SUPPRESSIONS_H
#define CONNLINT_TOOL_SUPPRESSIONS_H

#include "RuleSelection.h"
#include "finding/Finding.h"
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// The comments of one file.
class FileSuppressions {
public:
  explicit FileSuppressions(std::string_view Text);
  bool suppresses(std::string_view Rule, uint32_t Line, uint32_t Column) const;

private:
  struct Range {
    std::optional<RuleGlobs> Rules; ///< None: every rule.
    uint32_t FirstLine, FirstColumn, LastLine;
  };
  std::vector<Range> Ranges;
};

class Suppressions {
public:
  /// A comment counts at the finding's own line and at the line of the acquire.
  bool suppresses(const Finding &F);

private:
  const FileSuppressions &comments(const std::string &Path);
  std::map<std::string, FileSuppressions> Files;
};

} // namespace connlint

#endif
