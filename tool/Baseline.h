// Baseline.h - known findings that a run leaves out, so that only new ones fail a build.
//
// A text file, one key per line: file, rule, function, API and how many, separated by tabs
// and sorted bytewise; so it merges like source code. There are no line numbers in it: code
// may move. A check never writes it.
#ifndef CONNLINT_TOOL_BASELINE_H
#define CONNLINT_TOOL_BASELINE_H

#include "finding/Finding.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace connlint {

/// What findings of one kind have in common.
struct BaselineKey {
  std::string File; ///< Relative to the source root.
  std::string Rule;
  std::string Function;
  std::string Api;

  auto operator<=>(const BaselineKey &) const = default;
  /// "src/a.c: connlint-connection-leak in f (PQconnectdb)"
  std::string text() const;
};

/// What became of findings that a baseline was held against.
struct BaselineMatch {
  size_t Known = 0; ///< Left out.
  /// More findings than the baseline knows: all of the key are kept.
  std::vector<std::string> Notes;
  /// Entries, or parts of their counts, that match nothing any more.
  std::vector<BaselineKey> Stale;
};

class Baseline {
public:
  /// On failure: throws UsageError that names the file and the line.
  static Baseline read(const std::string &Path);
  static Baseline of(const std::vector<Finding> &Findings, const std::string &SourceRoot);

  /// Removes the known findings. A key whose file is gone matches the same key in another
  /// file: it was renamed. MayBeStale says which entries this run could have seen.
  BaselineMatch apply(std::vector<Finding> &Findings, const std::string &SourceRoot,
                      const std::function<bool(const BaselineKey &)> &MayBeStale) const;

  /// Adds the entries of Other for which Wanted holds and that are not here.
  void keep(const Baseline &Other, const std::function<bool(const BaselineKey &)> &Wanted);

  std::string text() const;
  size_t entries() const { return Counts.size(); }
  size_t findings() const;

private:
  std::map<BaselineKey, unsigned> Counts;
};

} // namespace connlint

#endif
