// GithubEmitter.cpp - workflow commands of GitHub Actions, one line per finding:
//   ::error file=src/a.c,line=12,col=3,endColumn=9,title=connlint-connection-leak::message
// They annotate a pull request without any right to upload, and are read from stdout.
#include "output/Columns.h"
#include "output/Emitter.h"
#include "output/Spot.h"
#include <ostream>

namespace connlint {

EmitFunction emitGithub;

namespace {
// A message keeps its line breaks, encoded; a property must not end early, either.
std::string escaped(std::string_view Text, bool Property) {
  std::string Out;
  for (char C : Text) {
    if (C == '%')
      Out += "%25";
    else if (C == '\n')
      Out += "%0A";
    else if (C == '\r')
      Out += "%0D";
    else if (Property && C == ':')
      Out += "%3A";
    else if (Property && C == ',')
      Out += "%2C";
    else
      Out += C;
  }
  return Out;
}

void command(std::ostream &Out, std::string_view Kind, const Spot &S, std::string_view Title,
             const std::string &Message) {
  Out << "::" << Kind << " file=" << escaped(printable(S.Path), true);
  if (S.Line)
    Out << ",line=" << S.Line << ",endLine=" << S.Line << ",col=" << S.Column
        << ",endColumn=" << S.EndColumn;
  Out << ",title=" << escaped(Title, true) << "::" << escaped(Message, false) << '\n';
}
} // namespace

void emitGithub(const Report &R, const EmitOptions &, SourceCache &Sources, std::ostream &Out) {
  for (const Finding &F : R.Findings) {
    Level L = ruleLevel(F.Rule, R.Levels);
    std::string Message = printable(F.Message);
    for (const std::string &Line : pathLines(F, R, Sources))
      Message += "\n" + Line;
    command(Out, L == Level::Note ? "notice" : levelText(L), spotOf(F.Place, R, Sources), F.Rule,
            Message);
  }
  for (const UnitFailure &F : R.Failures)
    command(Out, "error", spotOf({F.File, 0, 0, 0}, R, Sources), UnitFailedId,
            "not analysed: " + printable(F.Reason));
}

} // namespace connlint
