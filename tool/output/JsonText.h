// JsonText.h - JSON as reports write it: members in the order they are added, any bytes.
#ifndef CONNLINT_OUTPUT_JSONTEXT_H
#define CONNLINT_OUTPUT_JSONTEXT_H

#include <nlohmann/json.hpp>
#include <string>

namespace connlint {

/// Keeps members in the order they are added: reports are compared and read by people.
using OrderedJson = nlohmann::ordered_json;

/// One line of JSON. Bytes that are no UTF-8 become U+FFFD: it never throws.
inline std::string jsonText(const OrderedJson &Value) {
  return Value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

} // namespace connlint

#endif
