// TextEmitter.cpp - findings for people, in Clang's form so that editors and problem
// matchers read them too:
//   src/a.cpp:12:3: error: message [connlint-connection-leak]
#include "output/Columns.h"
#include "output/Emitter.h"
#include "output/Excerpt.h"
#include "output/Notes.h"
#include "output/Paths.h"
#include <ostream>

namespace connlint {

EmitFunction emitText;

namespace {
/// The escape sequences, or empty strings.
struct Palette {
  explicit Palette(bool On)
      : Bold(On ? "\x1b[1m" : ""), Red(On ? "\x1b[1;31m" : ""), Magenta(On ? "\x1b[1;35m" : ""),
        Cyan(On ? "\x1b[1;36m" : ""), Green(On ? "\x1b[1;32m" : ""), Reset(On ? "\x1b[0m" : "") {}
  std::string_view Bold, Red, Magenta, Cyan, Green, Reset;

  std::string_view of(Level L) const {
    return L == Level::Error ? Red : L == Level::Warning ? Magenta : Cyan;
  }
};

class TextWriter {
public:
  TextWriter(const EmitOptions &Options, SourceCache &Sources, std::ostream &Out)
      : Options(Options), Sources(Sources), Out(Out), Colors(Options.Color) {}

  void finding(const Finding &F, Level L) {
    line(F.Place, L, F.Message, F.Rule);
    forEachNote(F, [&](const SourcePlace &Place, const std::string &Message) {
      line(Place, Level::Note, Message, {});
    });
  }

  void failure(const UnitFailure &F) {
    place({F.File, 0, 0, 0});
    message(Level::Error, "not analysed: " + F.Reason, {});
  }

private:
  void line(const SourcePlace &Place, Level L, const std::string &Message, std::string_view Rule) {
    place(Place);
    message(L, Message, Rule);
    if (Options.Excerpts)
      Out << excerpt(Sources, Place, Options.ContextLines, Colors.Green, Colors.Reset);
  }

  void place(const SourcePlace &Place) {
    if (Place.File.empty())
      return;
    Out << Colors.Bold << printable(shownPath(Place.File, Options.WorkingDirectory)) << ':';
    if (Place.valid())
      Out << Place.Line << ':' << (Place.Column ? Place.Column : 1) << ':';
    Out << Colors.Reset << ' ';
  }

  void message(Level L, const std::string &Message, std::string_view Rule) {
    Out << Colors.of(L) << levelText(L) << ": " << Colors.Reset;
    if (L != Level::Note)
      Out << Colors.Bold;
    Out << printable(Message);
    if (!Rule.empty())
      Out << " [" << Rule << ']';
    if (L != Level::Note)
      Out << Colors.Reset;
    Out << '\n';
  }

  const EmitOptions &Options;
  SourceCache &Sources;
  std::ostream &Out;
  Palette Colors;
};
} // namespace

void emitText(const Report &R, const EmitOptions &Options, SourceCache &Sources,
              std::ostream &Out) {
  TextWriter Writer(Options, Sources, Out);
  for (const Finding &F : R.Findings)
    Writer.finding(F, ruleLevel(F.Rule, R.Levels));
  for (const UnitFailure &F : R.Failures)
    Writer.failure(F);
}

} // namespace connlint
