// Profiles.h - how each unit is judged: its configuration, model and rules, put together
// from .connlint.yaml and the command line.
#ifndef CONNLINT_TOOL_PROFILES_H
#define CONNLINT_TOOL_PROFILES_H

#include "Config.h"
#include "Options.h"
#include "model/ResourceModel.h"
#include <map>
#include <memory>

namespace connlint {

struct Profile {
  std::shared_ptr<const Config> Settings;
  std::shared_ptr<const ResourceModel> Model;
  AnalysisOptions Options; ///< Without InScope.
};

class Profiles {
public:
  /// Reads --config and checks --checks and --models.
  /// On failure: throws UsageError.
  explicit Profiles(const CheckOptions &Options);

  /// The profile of a file, by canonical path; units with one configuration share it.
  /// On failure: throws UsageError when the configuration is wrong.
  std::shared_ptr<const Profile> forFile(const std::string &CanonicalPath);

  /// The command line's level, else the lowest one any configuration in use asks for.
  Level failOn() const;

  /// The baseline of the command line, else the one of the configurations in use; empty:
  /// none.
  /// On failure: throws UsageError when configurations name several.
  std::string baseline() const;

private:
  std::shared_ptr<const Profile> make(std::shared_ptr<const Config> Settings);

  const CheckOptions &Options;
  ConfigFinder Finder;
  std::map<std::string, std::shared_ptr<const Profile>> ByConfig;
};

/// The folder below which headers are in scope: --source-root, else the git top-level above
/// the units' common folder, else the working directory if it is above them, else that
/// common folder. A real path.
std::string sourceRoot(const std::string &Given, const std::vector<std::string> &Files);

} // namespace connlint

#endif
