# Writes OUTPUT, a C++ file with the page of the HTML report: html/report.html with the style
# and the script put into it. Raw literals are limited to 64 KiB by some compilers, so the text
# is written in parts.
file(READ ${FOLDER}/report.html page)
file(READ ${FOLDER}/report.css css)
file(READ ${FOLDER}/report.js script)
string(REPLACE "@CSS@" "${css}" page "${page}")
string(REPLACE "@SCRIPT@" "${script}" page "${page}")
string(LENGTH "${page}" length)
set(parts "")
set(begin 0)
while(begin LESS length)
  string(SUBSTRING "${page}" ${begin} 8000 part)
  string(APPEND parts "R\"html~(${part})html~\"\n")
  math(EXPR begin "${begin} + 8000")
endwhile()
file(WRITE ${OUTPUT} "// Made by EmbedHtml.cmake from output/html.
#include \"output/HtmlPage.h\"
namespace connlint {
static constexpr char Page[] = ${parts};
std::string_view htmlPage() { return {Page, sizeof Page - 1}; }
} // namespace connlint
")
