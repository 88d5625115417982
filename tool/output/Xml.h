// Xml.h - text inside XML: escaped, and without the characters that XML 1.0 forbids.
#ifndef CONNLINT_OUTPUT_XML_H
#define CONNLINT_OUTPUT_XML_H

#include <string>
#include <string_view>

namespace connlint {

/// Text for an attribute or an element, on one line: see printable (output/Columns.h).
std::string xmlText(std::string_view Text);

} // namespace connlint

#endif
