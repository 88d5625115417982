// OwnMembers.h - what a method does to the members of its own object, and its class at their end.
#ifndef CONNLINT_SUMMARY_OWNMEMBERS_H
#define CONNLINT_SUMMARY_OWNMEMBERS_H

#include "facts/Facts.h"
#include "flow/Effects.h"

namespace connlint {

/// The name of the field that Address is, of the object of the method; empty: it is none.
std::string ownField(const Term &Address);

/// The own field that the value was read from, as it was when the method was entered.
std::string readFrom(const Term &Value);

/// The case releases what was in the member.
bool releasesMember(const SummaryCase &C, const std::string &Member);

/// "ns::Db" for the method "ns::Db::open"; empty: it is no method.
std::string classOf(const FunctionFacts &Method);

/// "ns::Db::Db", "ns::Db::~Db".
std::string constructorName(const std::string &Class);
std::string destructorName(const std::string &Class);

} // namespace connlint

#endif
