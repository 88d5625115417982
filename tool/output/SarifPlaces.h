// SarifPlaces.h - files and places as SARIF names them. Internal to the format.
#ifndef CONNLINT_OUTPUT_SARIFPLACES_H
#define CONNLINT_OUTPUT_SARIFPLACES_H

#include "output/SarifRules.h"
#include "output/SourceCache.h"
#include <map>
#include <string>

namespace connlint {

/// The artifacts of a run. First add every file, then numberFiles, then make locations.
class SarifPlaces {
public:
  SarifPlaces(std::string SourceRoot, SourceCache &Sources)
      : SourceRoot(std::move(SourceRoot)), Sources(Sources) {}

  void add(const std::string &File);
  void numberFiles();

  /// Requires: the file was added. A place without a line gives a location without region.
  SarifJson location(const SourcePlace &P);
  SarifJson location(const SourcePlace &P, const std::string &Message);
  /// run.artifacts, sorted by URI.
  SarifJson artifacts() const;
  /// run.originalUriBaseIds.
  SarifJson baseIds() const;

private:
  struct FileUri {
    std::string Uri;
    bool Relative = false;
    size_t Index = 0;
  };
  FileUri uriOf(const std::string &File) const;
  SarifJson artifactLocation(const std::string &File) const;
  SarifJson region(const SourcePlace &P);

  std::string SourceRoot;
  SourceCache &Sources;
  std::map<std::string, FileUri> Uris;
  /// URI -> one of the names it came from.
  std::map<std::string, std::string> Artifacts;
};

} // namespace connlint

#endif
