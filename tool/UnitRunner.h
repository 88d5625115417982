// UnitRunner.h - parses one translation unit and analyses it; the only caller of Clang's
// front end. Lives in a worker process and is used for many units.
#ifndef CONNLINT_TOOL_UNITRUNNER_H
#define CONNLINT_TOOL_UNITRUNNER_H

#include "CommandSanitizer.h"
#include "UnitResult.h"
#include <memory>

namespace connlint {

class UnitRunner {
public:
  struct Settings {
    SanitizeOptions Sanitize;
    bool ShowErrors = false; ///< Print compiler errors on stderr as they come.
  };

  explicit UnitRunner(Settings S);
  ~UnitRunner();

  /// Changes the working directory of the process. Places in the result are real paths.
  /// Options.InScope is asked with real paths; system headers are never in scope.
  UnitResult run(const CompileUnit &Unit, const ResourceModel &Model,
                 const AnalysisOptions &Options);

private:
  struct Impl;
  std::unique_ptr<Impl> I;
};

} // namespace connlint

#endif
