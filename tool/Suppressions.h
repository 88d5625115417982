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
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// One comment and the lines it covers.
struct SuppressingComment {
  std::optional<RuleGlobs> Rules; ///< None: every rule.
  uint32_t FirstLine = 0, FirstColumn = 0, LastLine = 0;
  uint32_t Line = 0, Column = 0; ///< Where it stands.
  std::string List;              ///< As written.
  bool HasReason = false;        ///< Words follow the list.

  /// It names a rule of ours, not only those of other tools.
  bool isOurs() const;
};

/// The comments of one file.
class FileSuppressions {
public:
  explicit FileSuppressions(std::string_view Text);
  bool suppresses(std::string_view Rule, uint32_t Line, uint32_t Column) const {
    return find(Rule, Line, Column) != nullptr;
  }
  /// The first comment that suppresses the rule there, or null.
  const SuppressingComment *find(std::string_view Rule, uint32_t Line, uint32_t Column) const;
  const std::vector<SuppressingComment> &comments() const { return Comments; }

private:
  std::vector<SuppressingComment> Comments;
};

/// A comment that ought to be put right.
struct UselessComment {
  SourcePlace Place;
  std::string Why;
};

class Suppressions {
public:
  /// A comment counts at the finding's own line and at the line of the acquire.
  bool suppresses(const Finding &F);
  /// Comments of the file that name our rules and give no reason.
  std::vector<UselessComment> withoutReason(const std::string &Path);
  /// Comments of the file that name our rules, some of them on, and that no call of
  /// suppresses has used so far.
  std::vector<UselessComment> unused(const std::string &Path,
                                     const std::vector<std::string> &DisabledRules);

private:
  const FileSuppressions &comments(const std::string &Path);
  std::map<std::string, FileSuppressions> Files;
  std::set<const SuppressingComment *> Used;
};

} // namespace connlint

#endif
