// SarifMerge.h - joins the SARIF reports of shards into one run, because code scanning takes
// one run per tool and category, and says what the services would refuse.
#ifndef CONNLINT_TOOL_SARIFMERGE_H
#define CONNLINT_TOOL_SARIFMERGE_H

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

class SarifMerge {
public:
  /// Reads one report of `connlint check --report sarif`. A report without results counts.
  /// On failure: throws UsageError that names the file.
  void add(const std::string &File, std::string_view Text);

  /// One log with one run: results sorted and each once, artifacts of all, every
  /// invocation. Results beyond what services take are left out, errors are kept first.
  /// Requires: add was called.
  nlohmann::ordered_json merged();

  /// What services would still refuse or cut, one sentence each. Size is that of the text
  /// after gzip.
  static std::vector<std::string> limits(const nlohmann::ordered_json &Log, size_t CompressedSize);

  /// The exit code of a run over all shards: of the worst one.
  int exitCode() const { return ExitCode; }
  size_t results() const { return Results.size(); }
  size_t duplicates() const { return Duplicates; }

private:
  using Json = nlohmann::ordered_json;
  struct Result {
    std::string Order; ///< Place, rule and message: what makes two results the same.
    std::string Text;  ///< So that the order of the shards does not matter.
    Json Value;
  };
  void reindex(Json &Node) const;

  Json First; ///< The run that gives the tool and the bases.
  std::string FirstFile;
  std::map<std::string, Json> Artifacts; ///< By URI.
  std::map<std::string, size_t> Index;
  std::vector<Result> Results;
  Json Invocations = Json::array();
  size_t Duplicates = 0;
  int ExitCode = 0;
};

} // namespace connlint

#endif
