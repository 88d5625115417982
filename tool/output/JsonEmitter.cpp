// JsonEmitter.cpp - everything a report knows, for scripts: one object, one finding per
// line. docs/schemas/connlint-report.schema.json describes it.
//
// Columns count bytes, as in the text format. Members are added over time, never renamed;
// "format" counts the changes that are not additions.
#include "output/Emitter.h"
#include "output/JsonFinding.h"
#include "output/Paths.h"
#include "output/Spot.h"
#include <ostream>

namespace connlint {

EmitFunction emitJson;

namespace {
constexpr int FormatNumber = 1;

std::string_view kindText(StepKind Kind) {
  switch (Kind) {
  case StepKind::Acquire: return "acquire";
  case StepKind::Branch: return "branch";
  case StepKind::Call: return "call";
  case StepKind::Alias: return "alias";
  case StepKind::Release: return "release";
  case StepKind::Use: return "use";
  case StepKind::Overwrite: return "overwrite";
  case StepKind::Throw: return "throw";
  case StepKind::Exit: return "exit";
  }
  return "branch";
}

class JsonWriter {
public:
  JsonWriter(const Report &R, SourceCache &Sources) : R(R), Sources(Sources) {}

  void write(std::ostream &Out) {
    Out << "{\n\"format\": " << FormatNumber
        << ",\n\"tool\": " << jsonText({{"name", R.Tool.Name}, {"version", R.Tool.Version}})
        << ",\n\"sourceRoot\": " << jsonText(R.SourceRoot) << ",\n\"units\": "
        << jsonText({{"analysed", R.UnitsAnalysed},
                     {"failed", R.unitsFailed()},
                     {"skipped", R.UnitsSkipped}});
    list(Out, "failures", R.Failures, [&](const UnitFailure &F) {
      return OrderedJson{{"file", path(F.File)}, {"reason", F.Reason}};
    });
    list(Out, "inputErrors", R.InputErrors,
         [&](const InputError &E) { return at(E.Place, E.Message); });
    list(Out, "findings", R.Findings, [&](const Finding &F) { return finding(F); });
    list(Out, "sites", R.Sites, [&](const AcquireSite &S) {
      return OrderedJson{{"class", classText(S.Class)},
                         {"file", path(S.Place.File)},
                         {"line", S.Place.Line},
                         {"column", S.Place.Column},
                         {"function", S.Function},
                         {"family", S.Family},
                         {"api", S.Api}};
    });
    Out << "\n}\n";
  }

private:
  template <class Elements, class Function>
  static void list(std::ostream &Out, std::string_view Name, const Elements &All, Function ToJson) {
    Out << ",\n\"" << Name << "\": [";
    const char *Separator = "\n";
    for (const auto &Element : All) {
      Out << Separator << jsonText(ToJson(Element));
      Separator = ",\n";
    }
    Out << (All.empty() ? "]" : "\n]");
  }

  std::string path(const std::string &File) const {
    return relativeBelow(File, R.SourceRoot).value_or(File);
  }

  OrderedJson at(const SourcePlace &P, const std::string &Message) {
    return {{"file", path(P.File)},
            {"line", P.Line},
            {"column", P.Column},
            {"endColumn", P.valid() ? Sources.tokenEnd(P) : 0},
            {"message", Message}};
  }

  OrderedJson finding(const Finding &F) {
    OrderedJson Out{{"rule", F.Rule}, {"level", levelText(ruleLevel(F.Rule, R.Levels))}};
    Out.update(at(F.Place, F.Message));
    addFindingProperties(Out, F, R);
    OrderedJson &Related = Out["related"] = OrderedJson::array();
    for (const RelatedPlace &P : F.Related)
      Related.push_back(at(P.Place, P.Message));
    OrderedJson &Path = Out["path"] = OrderedJson::array();
    for (const PathStep &S : F.Path) {
      OrderedJson Step{{"kind", kindText(S.Kind)}, {"depth", S.Depth}};
      Step.update(at(S.Place, S.Message));
      Path.push_back(std::move(Step));
    }
    return Out;
  }

  const Report &R;
  SourceCache &Sources;
};
} // namespace

void emitJson(const Report &R, const EmitOptions &, SourceCache &Sources, std::ostream &Out) {
  JsonWriter(R, Sources).write(Out);
}

} // namespace connlint
