// UnknownNames.cpp - stand-ins, so that code with missing headers keeps its statements.
#include "UnknownNames.h"
#include <algorithm>
#include <cctype>

namespace connlint {

bool UnknownNames::add(const UnknownNames &Other) {
  size_t Before = Types.size() + Values.size();
  Types.insert(Other.Types.begin(), Other.Types.end());
  Values.insert(Other.Values.begin(), Other.Values.end());
  return Types.size() + Values.size() != Before;
}

static bool isConstant(const std::string &Name) {
  return std::ranges::none_of(Name, [](unsigned char C) { return std::islower(C); });
}

/// Codes for "it worked" are zero in nearly every C library.
static bool meansSuccess(const std::string &Name) {
  return Name == "FALSE" || Name.ends_with("_OK") || Name == "OK" ||
         Name.find("SUCCESS") != std::string::npos || Name.ends_with("_NONE");
}

std::string UnknownNames::standIns() const {
  std::string Text = "#pragma GCC system_header\n";
  for (const std::string &Name : Types)
    Text += "typedef int " + Name + ";\n";
  unsigned Number = 70001; // Unlike each other, and unlike numbers people write.
  for (const std::string &Name : Values) {
    if (Types.contains(Name))
      continue;
    if (Name == "NULL")
      Text += "#define NULL ((void *)0)\n";
    else if (Name == "true" || Name == "TRUE")
      Text += "enum { " + Name + " = 1 };\n";
    else if (Name == "false" || meansSuccess(Name))
      Text += "enum { " + Name + " = 0 };\n";
    else if (isConstant(Name))
      Text += "enum { " + Name + " = " + std::to_string(Number++) + " };\n";
    else
      Text += "extern int " + Name + ";\n";
  }
  return Text;
}

} // namespace connlint
