// HtmlPage.h - the page of the HTML report, embedded in the program.
#ifndef CONNLINT_OUTPUT_HTMLPAGE_H
#define CONNLINT_OUTPUT_HTMLPAGE_H

#include <string_view>

namespace connlint {

/// The page with style and script in it; "@DATA@" stands where the data goes.
std::string_view htmlPage();

} // namespace connlint

#endif
