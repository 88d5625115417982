// Config.h - .connlint.yaml: what a project settles once for everybody.
//
// The file nearest above a source file counts, alone. Unknown keys and wrong values are
// errors with line and column. The command line wins over the file.
#ifndef CONNLINT_TOOL_CONFIG_H
#define CONNLINT_TOOL_CONFIG_H

#include "finding/Finding.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

struct Config {
  std::string File;   ///< Absolute; empty when there is no file.
  std::string Folder; ///< Where File is; `ignore` and `models` are relative to it.
  std::vector<std::string> Checks;
  std::vector<std::string> Models; ///< Absolute.
  std::vector<std::string> Ignore;
  /// "raw-connect.always" -> "true", as AnalysisOptions wants it.
  std::map<std::string, std::string> RuleOptions;
  std::optional<Level> FailOn;
  std::string Baseline; ///< Absolute; empty: none.
  bool RequireNolintReason = false, ReportUnusedNolint = false;

  /// True when an `ignore` glob matches the absolute path or a folder above it. A glob
  /// without '/' matches a name at any depth, others start at Folder.
  bool ignores(std::string_view Path) const;
};

/// Parses the text of a configuration file.
/// On failure: throws UsageError, "file:line:column: error: …".
Config parseConfig(const std::string &Text, const std::string &Path);
Config loadConfig(const std::string &Path);

/// Finds and keeps the configuration of each folder.
class ConfigFinder {
public:
  /// With Fixed, that file counts for every source file.
  explicit ConfigFinder(const std::string &Fixed);
  std::shared_ptr<const Config> forFile(const std::string &Path);

private:
  std::shared_ptr<const Config> forFolder(const std::string &Folder);

  std::shared_ptr<const Config> Fixed;
  std::map<std::string, std::shared_ptr<const Config>> Folders;
};

} // namespace connlint

#endif
