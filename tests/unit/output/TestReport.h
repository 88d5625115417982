// TestReport.h - files in memory and a small report, for the tests of the emitters.
#ifndef CONNLINT_TESTS_TESTREPORT_H
#define CONNLINT_TESTS_TESTREPORT_H

#include "output/Emitter.h"
#include <map>
#include <sstream>

namespace connlint::test {

/// A cache that knows only these files.
inline SourceCache sources(std::map<std::string, std::string> Files) {
  return SourceCache(
      [Files = std::move(Files)](const std::string &File) -> std::optional<std::string> {
        auto It = Files.find(File);
        return It == Files.end() ? std::nullopt : std::optional(It->second);
      });
}

inline Finding finding(SourcePlace Place, std::string Message,
                       std::string Rule = "connlint-connection-leak") {
  Finding F;
  F.Rule = std::move(Rule);
  F.Place = std::move(Place);
  F.Message = std::move(Message);
  F.Function = "load";
  F.FunctionUsr = "c:@F@load";
  F.Family = "libpq";
  F.Api = "PQconnectdb";
  return F;
}

inline std::string emitted(std::string_view Format, const Report &R, SourceCache &Sources,
                           const EmitOptions &Options = {}) {
  std::ostringstream Out;
  emitReport(*findEmitter(Format), R, Options, Sources, Out);
  return std::move(Out).str();
}

/// The text of one finding.
inline std::string textOf(Finding F, SourceCache &Sources, const EmitOptions &Options = {}) {
  Report R;
  R.Findings.push_back(std::move(F));
  return emitted("text", R, Sources, Options);
}

} // namespace connlint::test

#endif
