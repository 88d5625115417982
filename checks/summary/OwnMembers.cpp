// OwnMembers.cpp - see OwnMembers.h.
#include "summary/OwnMembers.h"

namespace connlint {

std::string ownField(const Term &Address) {
  if (Address.Kind != Term::Field || Address.Kids[0].Kind != Term::Pointee)
    return {};
  const Term &Object = Address.Kids[0].Kids[0];
  bool IsThis = Object.Kind == Term::Load && Object.Kids[0].Kind == Term::Parameter &&
                Object.Kids[0].Number == 0;
  return IsThis ? Address.Name : std::string();
}

std::string readFrom(const Term &Value) {
  return Value.Kind == Term::Load ? ownField(Value.Kids[0]) : std::string();
}

bool releasesMember(const SummaryCase &C, const std::string &Member) {
  return std::ranges::any_of(C.Releases, [&](const SummaryCase::Release &Each) {
    return !Each.IsTransaction && readFrom(Each.Handle) == Member;
  });
}

std::string classOf(const FunctionFacts &Method) {
  const size_t Last = Method.Name.rfind("::");
  return Last == std::string::npos ? std::string() : Method.Name.substr(0, Last);
}

static std::string plainName(const std::string &Class) {
  const size_t Scope = Class.rfind("::");
  return Scope == std::string::npos ? Class : Class.substr(Scope + 2);
}

std::string constructorName(const std::string &Class) { return Class + "::" + plainName(Class); }

std::string destructorName(const std::string &Class) { return Class + "::~" + plainName(Class); }

} // namespace connlint
