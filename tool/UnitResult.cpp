// UnitResult.cpp - results as JSON values in their binary form (CBOR).
#include "UnitResult.h"
#include "SummaryJson.h"
#include <nlohmann/json.hpp>

namespace connlint {

using nlohmann::json;

static void to_json(json &J, const RelatedPlace &R) { J = json::array({R.Place, R.Message}); }
static void from_json(const json &J, RelatedPlace &R) { R = {J.at(0), J.at(1)}; }

static void to_json(json &J, const PathStep &S) {
  J = json::array({int(S.Kind), S.Place, S.Message, S.Depth});
}
static void from_json(const json &J, PathStep &S) {
  S = {StepKind(J.at(0).get<int>()), J.at(1), J.at(2), J.at(3)};
}

static void to_json(json &J, const Finding &F) {
  J = json::array({F.Rule, F.Place, F.Message, int(F.Trust), F.Related, F.Path, F.Function,
                   F.FunctionUsr, F.Family, F.Api, F.Ordinal});
}
static void from_json(const json &J, Finding &F) {
  F = {J.at(0), J.at(1), J.at(2), Confidence(J.at(3).get<int>()),
       J.at(4), J.at(5), J.at(6), J.at(7),
       J.at(8), J.at(9), J.at(10)};
}

static void to_json(json &J, const Doubt &D) { J = json::array({D.What, D.Assumes}); }
static void from_json(const json &J, Doubt &D) { D = {J.at(0), J.at(1)}; }

static void to_json(json &J, const Lender &L) {
  J = json::array({L.Function, L.Takes, L.HandsOnTo});
}
static void from_json(const json &J, Lender &L) { L = {J.at(0), J.at(1), J.at(2)}; }

static void to_json(json &J, const ModelError &E) {
  J = json::array({E.File, E.Line, E.Column, E.Message});
}
static void from_json(const json &J, ModelError &E) { E = {J.at(0), J.at(1), J.at(2), J.at(3)}; }

static void to_json(json &J, const AnalysisStats &S) {
  J = json::array({S.Functions, S.RelevantFunctions, S.Instructions, S.GaveUp, S.SlowestFunction,
                   S.SlowestSeconds});
}
static void from_json(const json &J, AnalysisStats &S) {
  S.Functions = J.at(0);
  S.RelevantFunctions = J.at(1);
  S.Instructions = J.at(2);
  S.GaveUp = J.at(3).get<std::map<std::string, unsigned>>();
  S.SlowestFunction = J.at(4);
  S.SlowestSeconds = J.at(5);
}

static void to_json(json &J, const AcquireSite &S) {
  J = json::array({S.Place, int(S.Class), S.Function, S.Family, S.Api});
}
static void from_json(const json &J, AcquireSite &S) {
  S = {J.at(0), AcquireClass(J.at(1).get<int>()), J.at(2), J.at(3), J.at(4)};
}

static void to_json(json &J, const FunctionExtent &E) {
  J = json::array({E.File, E.FirstLine, E.LastLine});
}
static void from_json(const json &J, FunctionExtent &E) { E = {J.at(0), J.at(1), J.at(2)}; }

std::string encodeUnitResult(const UnitResult &R) {
  json J = json::array({R.Failure, R.Errors, R.FirstError, R.MissingHeaders, R.Notes,
                        R.DroppedFlags, R.Report.Findings, R.Report.Stats, R.Report.Dump,
                        R.Report.BadAnnotations, R.Report.Sites, R.Report.Extents, R.Report.Doubts,
                        R.Report.Lending, R.Report.Links.Functions, R.Report.Links.Returning,
                        R.Report.Links.Unseen, R.Packed});
  std::string Bytes;
  json::to_cbor(J, Bytes);
  return Bytes;
}

std::optional<UnitResult> decodeUnitResult(const std::string &Bytes) {
  try {
    json J = json::from_cbor(Bytes);
    UnitResult R;
    R.Failure = J.at(0);
    R.Errors = J.at(1);
    R.FirstError = J.at(2);
    R.MissingHeaders = J.at(3).get<std::vector<std::string>>();
    R.Notes = J.at(4).get<std::vector<std::string>>();
    R.DroppedFlags = J.at(5).get<std::vector<std::string>>();
    R.Report.Findings = J.at(6).get<std::vector<Finding>>();
    R.Report.Stats = J.at(7);
    R.Report.Dump = J.at(8);
    R.Report.BadAnnotations = J.at(9).get<std::vector<ModelError>>();
    R.Report.Sites = J.at(10).get<std::vector<AcquireSite>>();
    R.Report.Extents = J.at(11).get<std::vector<FunctionExtent>>();
    R.Report.Doubts = J.at(12).get<std::vector<Doubt>>();
    R.Report.Lending = J.at(13).get<std::vector<Lender>>();
    R.Report.Links.Functions = J.at(14).get<std::vector<LinkedFunction>>();
    R.Report.Links.Returning = J.at(15).get<std::vector<std::string>>();
    R.Report.Links.Unseen = J.at(16).get<std::vector<std::string>>();
    R.Packed = J.at(17);
    return R;
  } catch (const json::exception &) {
    return std::nullopt;
  }
}

} // namespace connlint
