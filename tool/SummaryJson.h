// SummaryJson.h - linked functions as JSON values: how a worker hands them to its parent.
//
// Found by argument-dependent lookup, so that json(value) and json.get<T>() just work.
#ifndef CONNLINT_TOOL_SUMMARYJSON_H
#define CONNLINT_TOOL_SUMMARYJSON_H

#include "summary/Linking.h"
#include <nlohmann/json.hpp>

namespace connlint {

void to_json(nlohmann::json &J, const SourcePlace &P);
void from_json(const nlohmann::json &J, SourcePlace &P);

void to_json(nlohmann::json &J, const LinkedFunction &F);
/// On failure: throws nlohmann::json::exception.
void from_json(const nlohmann::json &J, LinkedFunction &F);

} // namespace connlint

#endif
