// ReportSink.h - where a report goes: stdout, or a file that appears whole or not at all.
#ifndef CONNLINT_TOOL_REPORTSINK_H
#define CONNLINT_TOOL_REPORTSINK_H

#include <fstream>
#include <ostream>
#include <string>

namespace connlint {

class ReportSink {
public:
  /// Opens for writing at once, so that a wrong path shows before the analysis; an empty
  /// File is stdout.
  /// On failure: throws UsageError.
  explicit ReportSink(const std::string &File);
  ReportSink(const ReportSink &) = delete;
  ReportSink &operator=(const ReportSink &) = delete;
  /// Removes what was not committed.
  ~ReportSink();

  std::ostream &stream();
  bool isStdout() const { return File.empty(); }
  /// Puts the file in its place.
  /// On failure: throws UsageError.
  void commit();

private:
  std::string File;      ///< With symbolic links resolved.
  std::string Temporary; ///< Empty: written directly (a device, a pipe).
  std::ofstream Out;
};

} // namespace connlint

#endif
