// UnknownNames.cpp - stand-ins, so that code with missing headers keeps its statements.
#include "UnknownNames.h"
#include "facts/StandIns.h"
#include <algorithm>
#include <cctype>

namespace connlint {

bool UnknownNames::add(const UnknownNames &Other) {
  auto Size = [&] {
    return Types.size() + Functions.size() + Templates.size() + Values.size() + Headers.size() +
           Macros.Attributes.size() + Macros.AttributeCalls.size() + Macros.TypeCalls.size();
  };
  size_t Before = Size();
  Types.insert(Other.Types.begin(), Other.Types.end());
  Functions.insert(Other.Functions.begin(), Other.Functions.end());
  Templates.insert(Other.Templates.begin(), Other.Templates.end());
  Values.insert(Other.Values.begin(), Other.Values.end());
  Headers.insert(Other.Headers.begin(), Other.Headers.end());
  const auto &[Attributes, AttributeCalls, TypeCalls] = Other.Macros;
  Macros.Attributes.insert(Attributes.begin(), Attributes.end());
  Macros.AttributeCalls.insert(AttributeCalls.begin(), AttributeCalls.end());
  Macros.TypeCalls.insert(TypeCalls.begin(), TypeCalls.end());
  for (std::set<std::string> *Named : {&Types, &Functions, &Templates, &Values})
    for (const auto *Those : {&Macros.Attributes, &Macros.AttributeCalls, &Macros.TypeCalls})
      std::erase_if(*Named, [&](const std::string &Name) { return Those->contains(Name); });
  return Size() != Before;
}

static bool isConstant(const std::string &Name) {
  return std::ranges::none_of(Name, [](unsigned char C) { return std::islower(C); });
}

/// Codes for "it worked" are zero in nearly every C library, and so are handles that are none.
static bool meansZero(const std::string &Name) {
  return Name.find("NULL_H") != std::string::npos || Name == "FALSE" || Name.ends_with("_OK") ||
         Name == "OK" || Name.find("SUCCESS") != std::string::npos || Name.ends_with("_NONE");
}

/// What stands in for an unknown class, and its operators.
static constexpr const char *AnyClass = R"(
struct Any {
  Any() noexcept;
  template <class... A> Any(A &&...) noexcept;
  template <class T> Any &operator=(T &&) noexcept;
  template <class T> operator T() const noexcept;
  Any *operator->() const noexcept;
  Any &operator*() const noexcept;
  template <class T> Any &operator[](T &&) const noexcept;
  template <class T> Any &operator+=(T &&) noexcept;
  Any &operator++() noexcept;
  Any operator++(int) noexcept;
  bool operator!() const noexcept;
};
template <class T> bool operator==(const Any &, const T &) noexcept;
template <class T> bool operator!=(const Any &, const T &) noexcept;
template <class T> bool operator<(const Any &, const T &) noexcept;
template <class T> bool operator>(const Any &, const T &) noexcept;
template <class T> bool operator<=(const Any &, const T &) noexcept;
template <class T> bool operator>=(const Any &, const T &) noexcept;
template <class T> Any operator+(const Any &, const T &) noexcept;
template <class T> Any operator-(const Any &, const T &) noexcept;
template <class T> Any operator*(const Any &, const T &) noexcept;
template <class T> Any operator/(const Any &, const T &) noexcept;
template <class T> Any operator&(const Any &, const T &) noexcept;
template <class T> Any operator|(const Any &, const T &) noexcept;
template <class T> const Any &operator<<(const Any &, const T &) noexcept;
template <class T> const Any &operator>>(const Any &, T &) noexcept;
)";

std::string UnknownNames::standIns(bool IsCxx) const {
  std::string Text = "#pragma GCC system_header\n";
  for (const std::string &Header : Headers)
    Text += "#include " + (Header[0] == '/' ? '"' + Header + '"' : '<' + Header + '>') + "\n";
  auto Define = [&Text](const std::string &Name, const char *Meaning) {
    Text += "#ifndef " + Name + "\n#define " + Name + Meaning + "\n#endif\n";
  };
  for (const std::string &Name : Macros.Attributes)
    Define(Name, "");
  for (const std::string &Name : Macros.AttributeCalls)
    Define(Name, "(...)");
  for (const std::string &Name : Macros.TypeCalls)
    Define(Name, "(...) __VA_ARGS__");
  const std::string Space = StandInNamespace, Any = Space + "::Any";
  if (IsCxx)
    Text += "namespace " + Space + " {" + AnyClass + "}\n";
  for (const std::string &Name : Types)
    Text += IsCxx ? "struct " + Name + " : " + Any + " { using Any::Any; };\n"
                  : "typedef int " + Name + ";\n";
  for (const std::string &Name : Functions) // C declares such a function by itself.
    if (IsCxx && !Types.contains(Name))
      Text += Any + " " + Name + "(...);\n";
  for (const std::string &Name : Templates)
    if (IsCxx && !Types.contains(Name))
      Text += "template <class...> " + Any + " " + Name + "(...);\n";
  const bool IsServer = Functions.contains("ereport"); // Or "elog": it is noted as the former.
  unsigned Number = 70001; // Unlike each other, and unlike numbers people write.
  for (const std::string &Name : Values) {
    if (Types.contains(Name) || Functions.contains(Name) || Templates.contains(Name))
      continue;
    if (Name == "NULL")
      Text += IsCxx ? "#define NULL nullptr\n" : "#define NULL ((void *)0)\n";
    else if (Name == "true" || Name == "TRUE")
      Text += "enum { " + Name + " = 1 };\n";
    else if (Name == "false" || meansZero(Name))
      Text += "enum { " + Name + " = 0 };\n";
    else if (const int Level = IsServer ? levelOfReport(Name) : 0)
      Text += "enum { " + Name + " = " + std::to_string(Level) + " };\n";
    else if (isConstant(Name))
      Text += "enum { " + Name + " = " + std::to_string(Number++) + " };\n";
    else
      Text += "extern " + (IsCxx ? Any : "int") + " " + Name + ";\n";
  }
  return Text;
}

} // namespace connlint
