// CheckstyleEmitter.cpp - the XML of Checkstyle 4.3, which Jenkins and review bots read.
//
// One <file> per file, one <error> per finding; where the handle was acquired stands in the
// message, because the format has no place for it.
#include "output/Emitter.h"
#include "output/Spot.h"
#include "output/Xml.h"
#include <map>
#include <ostream>

namespace connlint {

EmitFunction emitCheckstyle;

static std::string_view severity(Level L) { return L == Level::Note ? "info" : levelText(L); }

void emitCheckstyle(const Report &R, const EmitOptions &, SourceCache &Sources, std::ostream &Out) {
  std::map<std::string, std::string> Files;
  auto Add = [&](const Spot &S, std::string_view Severity, const std::string &Message,
                 std::string_view Source) {
    std::string &Text = Files[S.Path];
    Text += "    <error line=\"" + std::to_string(S.Line) + '"';
    if (S.Column)
      Text += " column=\"" + std::to_string(S.Column) + '"';
    Text.append(" severity=\"").append(Severity).append("\" message=\"");
    Text.append(xmlText(Message)).append("\" source=\"").append(Source).append("\"/>\n");
  };
  for (const Finding &F : R.Findings)
    Add(spotOf(F.Place, R, Sources), severity(ruleLevel(F.Rule, R.Levels)),
        withRelated(F, R, Sources), F.Rule);
  for (const UnitFailure &F : R.Failures)
    Add(spotOf({F.File, 0, 0, 0}, R, Sources), "error", "not analysed: " + F.Reason, UnitFailedId);
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  for (const auto &[Path, Text] : Files)
    Out << "  <file name=\"" << xmlText(Path) << "\">\n" << Text << "  </file>\n";
  Out << "</checkstyle>\n";
}

} // namespace connlint
