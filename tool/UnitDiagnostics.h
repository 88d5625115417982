// UnitDiagnostics.h - listens to Clang's diagnostics of one unit: counts, keeps the first
// error and the missing headers, prints nothing unless asked to.
#ifndef CONNLINT_TOOL_UNITDIAGNOSTICS_H
#define CONNLINT_TOOL_UNITDIAGNOSTICS_H

#include "UnknownNames.h"
#include "clang/Basic/Diagnostic.h"
#include <set>
#include <string>
#include <vector>

namespace connlint {

class UnitDiagnostics : public clang::DiagnosticConsumer {
public:
  /// ClientHeaders: names of the families' headers.
  UnitDiagnostics(bool Print, const std::vector<std::string> &ClientHeaders)
      : Print(Print), ClientHeaders(ClientHeaders) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

  /// Errors in the code, without those of the driver about flags.
  unsigned errors() const { return Errors; }
  /// The first error in the code, else the first one about flags.
  const std::string &firstError() const { return CodeError.empty() ? FlagError : CodeError; }
  const UnknownNames &unknownNames() const { return Unknown; }
  std::vector<std::string> missingHeaders() const { return {Missing.begin(), Missing.end()}; }

private:
  void noteUnknown(const clang::Diagnostic &Info);

  bool Print;
  const std::vector<std::string> &ClientHeaders;
  unsigned Errors = 0;
  std::string CodeError, FlagError;
  std::set<std::string> Missing;
  UnknownNames Unknown;
};

} // namespace connlint

#endif
