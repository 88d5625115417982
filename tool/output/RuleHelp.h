// RuleHelp.h - the docs pages of the rules, embedded in the program.
//
// EmbedPages.cmake turns docs/checks/<id>.md into the table behind rulePage.
#ifndef CONNLINT_OUTPUT_RULEHELP_H
#define CONNLINT_OUTPUT_RULEHELP_H

#include <string>
#include <string_view>

namespace connlint {

/// The page docs/checks/<Id>.md as it was when the program was configured; empty if there
/// was none.
std::string_view rulePage(std::string_view Id);

/// The page for a reader, its examples without the grammar that makes them tests; as long
/// as there is no page, a short text made from the table of rules.
std::string ruleHelpMarkdown(std::string_view Id);

/// Markdown as plain text: without heading marks, code fences, backticks, emphasis, link
/// targets.
std::string plainText(std::string_view Markdown);

/// The first paragraph that is not a heading, on one line, as plain text.
std::string firstParagraph(std::string_view Markdown);

} // namespace connlint

#endif
