// RuleHelp.cpp - from a docs page to the texts a report needs.
//
// Understands as much Markdown as our own pages use; anything else passes through.
#include "output/RuleHelp.h"
#include "finding/RuleInfo.h"

namespace connlint {

namespace {
/// Takes the first line off Rest, without its line break.
std::string_view takeLine(std::string_view &Rest) {
  size_t End = Rest.find('\n');
  std::string_view Line = Rest.substr(0, End);
  Rest.remove_prefix(End == std::string_view::npos ? Rest.size() : End + 1);
  if (Line.ends_with('\r'))
    Line.remove_suffix(1);
  return Line;
}

bool isFence(std::string_view Line) {
  size_t First = Line.find_first_not_of(' ');
  return First != std::string_view::npos && Line.substr(First).starts_with("```");
}

// The examples are tests: // want "text" [check-id] says what is reported on the line.
std::string withoutExpectation(std::string_view Line) {
  size_t Comment = Line.find("// want \"");
  if (Comment == std::string_view::npos)
    return std::string(Line);
  return std::string(Line.substr(0, Comment)) + "// reported";
}

std::string_view withoutHeadingMarks(std::string_view Line) {
  size_t Marks = Line.find_first_not_of('#');
  if (Marks == 0 || Marks == std::string_view::npos || Line[Marks] != ' ')
    return Line;
  return Line.substr(Marks + 1);
}

// Inline code is copied as it is: its brackets and stars are no marks.
std::string plainLine(std::string_view Line) {
  std::string Out;
  for (size_t I = 0; I < Line.size();) {
    std::string_view Rest = Line.substr(I);
    if (Rest.starts_with('`')) {
      if (size_t Close = Rest.find('`', 1); Close != std::string_view::npos) {
        Out += Rest.substr(1, Close - 1);
        I += Close + 1;
        continue;
      }
    } else if (Rest.starts_with("**")) {
      I += 2;
      continue;
    } else if (Rest.starts_with('[')) {
      size_t Middle = Rest.find("](");
      size_t Close = Middle == std::string_view::npos ? Middle : Rest.find(')', Middle);
      if (Close != std::string_view::npos) {
        Out += plainLine(Rest.substr(1, Middle - 1));
        I += Close + 1;
        continue;
      }
    }
    Out += Line[I++];
  }
  return Out;
}
} // namespace

std::string ruleHelpMarkdown(std::string_view Id) {
  std::string Text;
  if (std::string_view Page = rulePage(Id); !Page.empty()) {
    bool InCode = false;
    while (!Page.empty()) {
      std::string_view Line = takeLine(Page);
      if (isFence(Line))
        InCode = !InCode;
      Text.append(InCode ? withoutExpectation(Line) : std::string(Line)).append("\n");
    }
    return Text;
  }
  Text = "# " + std::string(Id) + "\n";
  if (const RuleInfo *Rule = findRule(Id))
    Text.append("\n").append(Rule->Summary).append("\n");
  return Text;
}

std::string plainText(std::string_view Markdown) {
  std::string Out;
  bool InCode = false;
  while (!Markdown.empty()) {
    std::string_view Line = takeLine(Markdown);
    if (isFence(Line))
      InCode = !InCode;
    else if (InCode)
      Out.append("    ").append(Line).append("\n");
    else
      Out.append(plainLine(withoutHeadingMarks(Line))).append("\n");
  }
  return Out;
}

std::string firstParagraph(std::string_view Markdown) {
  std::string Out;
  while (!Markdown.empty()) {
    std::string_view Line = takeLine(Markdown);
    bool Blank = Line.find_first_not_of(' ') == std::string_view::npos;
    if (Blank || Line.starts_with('#') || isFence(Line)) {
      if (!Out.empty())
        break;
      continue;
    }
    Out.append(Out.empty() ? "" : " ").append(plainLine(Line));
  }
  return Out;
}

} // namespace connlint
