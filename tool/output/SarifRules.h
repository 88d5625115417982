// SarifRules.h - the parts of SARIF that do not depend on findings. Internal to the format.
#ifndef CONNLINT_OUTPUT_SARIFRULES_H
#define CONNLINT_OUTPUT_SARIFRULES_H

#include "output/Emitter.h"
#include "output/JsonText.h"

namespace connlint {

using SarifJson = OrderedJson;

/// The tool object: driver, all rules (their index is the one in allRules()), and the kinds
/// of notifications.
SarifJson sarifTool(const ToolInfo &Tool);

/// Ids of the notifications, after UnitFailedId, by their index in the driver.
inline constexpr std::string_view ResultsLeftOutId = "results-left-out";
inline constexpr std::string_view BadAnnotationId = "bad-annotation";

} // namespace connlint

#endif
