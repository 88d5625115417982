// SummaryJson.cpp - each struct is an array of its fields, in their order.
#include "SummaryJson.h"

namespace connlint {

using nlohmann::json;

void to_json(json &J, const SourcePlace &P) {
  J = json::array({P.File, P.Line, P.Column, P.EndColumn});
}
void from_json(const json &J, SourcePlace &P) { P = {J.at(0), J.at(1), J.at(2), J.at(3)}; }

static void to_json(json &J, const Term &T) {
  J = json::array({int(T.Kind), T.Number, T.Name, int(T.Operator), T.Kids});
}
static void from_json(const json &J, Term &T) {
  T.Kind = Term::KindTy(J.at(0).get<int>());
  T.Number = J.at(1);
  T.Name = J.at(2);
  T.Operator = BinaryOp(J.at(3).get<int>());
  T.Kids = J.at(4).get<std::vector<Term>>();
}

static void to_json(json &J, const IntervalSet &Set) { J = Set.ranges(); }
static IntervalSet intervals(const json &J) {
  IntervalSet Set = IntervalSet::none();
  for (const auto &[Low, High] : J.get<std::vector<std::pair<int64_t, int64_t>>>())
    Set = Set.unite(IntervalSet::of(Low, High));
  return Set;
}

static void to_json(json &J, const SummaryCase::Constraint &C) { J = json::array({C.Of, C.Range}); }

static void to_json(json &J, const SummaryCase::SetUp &S) {
  J = json::array({S.Object, S.Resource});
}
static void from_json(const json &J, SummaryCase::SetUp &S) { S = {J.at(0).get<Term>(), J.at(1)}; }

static void to_json(json &J, const SummaryCase::Acquire &A) {
  J = json::array({A.Handle, A.Parent, A.IsTransaction, A.Resource, A.Connected, A.Failed,
                   A.Checked, A.StatusChecked, A.IsGhost, A.Source, A.Api, A.Place, A.Function,
                   A.Raw, A.Made, A.GivenTo, A.IsTold});
}
static void from_json(const json &J, SummaryCase::Acquire &A) {
  A.Handle = J.at(0).get<Term>();
  A.Parent = J.at(1).get<Term>();
  A.IsTransaction = J.at(2);
  A.Resource = J.at(3);
  A.Connected = J.at(4);
  A.Failed = J.at(5);
  A.Checked = J.at(6);
  A.StatusChecked = J.at(7);
  A.IsGhost = J.at(8);
  A.Source = J.at(9);
  A.Api = J.at(10);
  A.Place = J.at(11).get<SourcePlace>();
  A.Function = J.at(12);
  A.Raw = J.at(13);
  A.Made = J.at(14).get<SourcePlace>();
  A.GivenTo = J.at(15).get<std::set<std::string>>();
  A.IsTold = J.at(16);
}

static void to_json(json &J, const SummaryCase::Release &R) {
  J = json::array({R.Handle, R.IsTransaction, R.Commits, R.Resource, R.Place, R.Own, R.Complained});
}
static void from_json(const json &J, SummaryCase::Release &R) {
  R = {J.at(0).get<Term>(),        J.at(1), J.at(2), J.at(3),
       J.at(4).get<SourcePlace>(), J.at(5), J.at(6)};
}

static void to_json(json &J, const SummaryCase::Store &S) {
  J = json::array({S.Address, S.Value, S.Vague});
}
static void from_json(const json &J, SummaryCase::Store &S) {
  S = {J.at(0).get<Term>(), J.at(1).get<Term>(), J.at(2)};
}

static void to_json(json &J, const SummaryCase::Escape &E) { J = json::array({E.Of, E.Callee}); }
static void from_json(const json &J, SummaryCase::Escape &E) { E = {J.at(0).get<Term>(), J.at(1)}; }

static void to_json(json &J, const SummaryCase::Invoke &I) {
  J = json::array({I.Operator, I.Plain, I.Closure, I.Args, I.Throws});
}
static void from_json(const json &J, SummaryCase::Invoke &I) {
  I = {J.at(0).get<Term>(), J.at(1).get<Term>(), J.at(2).get<Term>(),
       J.at(3).get<std::vector<Term>>(), J.at(4)};
}

static void to_json(json &J, const SummaryCase &C) {
  J = json::array({C.Decided, C.Constraints, C.SetUps, C.Acquires, C.Releases, C.Stores, C.Escapes,
                   C.HeapObjects, C.Invokes, C.Result, C.ResultOwner, C.UnseenAnswer, C.Throws,
                   C.Exception});
}
static void from_json(const json &J, SummaryCase &C) {
  C.Decided = J.at(0);
  for (const json &Each : J.at(1))
    C.Constraints.push_back({Each.at(0).get<Term>(), intervals(Each.at(1))});
  C.SetUps = J.at(2).get<std::vector<SummaryCase::SetUp>>();
  C.Acquires = J.at(3).get<std::vector<SummaryCase::Acquire>>();
  C.Releases = J.at(4).get<std::vector<SummaryCase::Release>>();
  C.Stores = J.at(5).get<std::vector<SummaryCase::Store>>();
  C.Escapes = J.at(6).get<std::vector<SummaryCase::Escape>>();
  C.HeapObjects = J.at(7).get<std::vector<Term>>();
  C.Invokes = J.at(8).get<std::vector<SummaryCase::Invoke>>();
  C.Result = J.at(9).get<Term>();
  C.ResultOwner = J.at(10).get<Term>();
  C.UnseenAnswer = J.at(11);
  C.Throws = J.at(12);
  C.Exception = J.at(13);
}

static void to_json(json &J, const InnerAcquire &I) {
  J = json::array({I.Resource, I.Source, I.Api, I.Place});
}
static void from_json(const json &J, InnerAcquire &I) {
  I = {J.at(0), J.at(1), J.at(2), J.at(3).get<SourcePlace>()};
}

static void to_json(json &J, const Summary &S) {
  J = json::array({S.Name, S.Cases, S.Inside, S.Blocking, S.Uses, S.UncheckedUses, S.Disconnects,
                   S.ChangesGlobals, S.SqlParameters, S.Unknown});
}
static void from_json(const json &J, Summary &S) {
  S.Name = J.at(0);
  S.Cases = J.at(1).get<std::vector<SummaryCase>>();
  S.Inside = J.at(2).get<std::vector<InnerAcquire>>();
  S.Blocking = J.at(3);
  S.Uses = J.at(4).get<std::vector<Term>>();
  S.UncheckedUses = J.at(5).get<std::vector<Term>>();
  S.Disconnects = J.at(6).get<std::vector<Term>>();
  S.ChangesGlobals = J.at(7);
  S.SqlParameters = J.at(8).get<std::vector<unsigned>>();
  S.Unknown = J.at(9);
}

void to_json(json &J, const LinkedFunction &F) {
  J = json::array({F.Usr, int(F.Matters), F.Resources, F.Effects, F.ByText});
}
void from_json(const json &J, LinkedFunction &F) {
  F.Usr = J.at(0);
  F.Matters = Importance(J.at(1).get<int>());
  F.Resources = J.at(2).get<std::vector<std::string>>();
  F.Effects = J.at(3).get<Summary>();
  F.ByText = J.at(4).get<std::vector<std::pair<SqlTexts, Summary>>>();
}

} // namespace connlint
