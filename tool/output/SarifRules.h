// SarifRules.h - the parts of SARIF that do not depend on findings. Internal to the format.
#ifndef CONNLINT_OUTPUT_SARIFRULES_H
#define CONNLINT_OUTPUT_SARIFRULES_H

#include "output/Emitter.h"
#include <nlohmann/json.hpp>

namespace connlint {

/// Keeps members in the order they are added: reports are compared and read by people.
using SarifJson = nlohmann::ordered_json;

/// One line of JSON. Bytes that are no UTF-8 become U+FFFD: it never throws.
std::string sarifText(const SarifJson &Value);

/// The tool object: driver, all rules (their index is the one in allRules()), and the kinds
/// of notifications.
SarifJson sarifTool(const ToolInfo &Tool);

/// Ids of the notifications, by their index in the driver.
inline constexpr std::string_view UnitFailedId = "unit-not-analysed";
inline constexpr std::string_view ResultsLeftOutId = "results-left-out";
inline constexpr std::string_view BadAnnotationId = "bad-annotation";

} // namespace connlint

#endif
