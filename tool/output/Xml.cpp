// Xml.cpp - the five characters that XML gives a meaning.
#include "output/Xml.h"
#include "output/Columns.h"

namespace connlint {

std::string xmlText(std::string_view Text) {
  std::string Out;
  for (char C : printable(Text)) {
    switch (C) {
    case '&': Out += "&amp;"; break;
    case '<': Out += "&lt;"; break;
    case '>': Out += "&gt;"; break;
    case '"': Out += "&quot;"; break;
    case '\'': Out += "&apos;"; break;
    default: Out += C;
    }
  }
  return Out;
}

} // namespace connlint
