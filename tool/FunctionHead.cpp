// FunctionHead.cpp - reads the words of a head without knowing what they mean.
#include "FunctionHead.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"
#include <vector>

namespace connlint {

namespace {
struct Word {
  llvm::StringRef Text;
  bool HasArguments = false; ///< "(…)" follows.
  bool IsNext = true;        ///< Nothing but blanks, or arguments, since the word before.
};
} // namespace

/// Comments and directives become blanks.
static std::string withoutComments(llvm::StringRef Text) {
  std::string Out;
  bool StartsLine = true;
  while (!Text.empty()) {
    size_t Skip = 0;
    if (Text.starts_with("//") || (StartsLine && Text.starts_with("#")))
      Skip = std::min(Text.find('\n'), Text.size());
    else if (Text.starts_with("/*"))
      Skip = std::min(Text.find("*/"), Text.size() - 2) + 2;
    if (Skip > 0) {
      Out += ' ';
      Text = Text.drop_front(Skip);
      continue;
    }
    StartsLine = Text[0] == '\n' || (StartsLine && clang::isWhitespace(Text[0]));
    Out += Text[0];
    Text = Text.drop_front();
  }
  return Out;
}

static bool isInWord(char C) { return clang::isAsciiIdentifierContinue(C) || C == ':'; }

static std::vector<Word> wordsOf(llvm::StringRef Head) {
  std::vector<Word> Words;
  bool IsNext = true;
  while (!Head.empty()) {
    if (llvm::StringRef Text = Head.take_while(isInWord); !Text.empty() && Text != ":") {
      Words.push_back({Text, false, IsNext});
      IsNext = true;
      Head = Head.drop_front(Text.size());
    } else if (Head[0] == ':') {
      return Words; // What initialises members.
    } else if (Head[0] == '(') {
      size_t End = 0, Depth = 0;
      do
        Depth += Head[End] == '(' ? 1 : Head[End] == ')' ? -1 : 0;
      while (++End < Head.size() && Depth > 0);
      if (!Words.empty() && IsNext)
        Words.back().HasArguments = true;
      Head = Head.drop_front(End);
    } else {
      IsNext &= clang::isWhitespace(Head[0]);
      Head = Head.drop_front();
    }
  }
  return Words;
}

static bool isInCapitals(llvm::StringRef Name) {
  return Name.size() > 1 && !llvm::any_of(Name, [](char C) { return clang::isLowercase(C); }) &&
         llvm::any_of(Name, [](char C) { return clang::isUppercase(C); });
}

/// Says where or how long, and not what.
static bool isSpecifier(llvm::StringRef Text) {
  static constexpr llvm::StringRef Specifiers[] = {"static",   "extern",   "inline",   "const",
                                                   "volatile", "register", "constexpr"};
  return llvm::is_contained(Specifiers, Text);
}

/// "EXPORT int f()": the word at W is the type, so that the one before it is not.
static bool isType(std::vector<Word>::const_iterator W, std::vector<Word>::const_iterator Name) {
  return W < Name && !isInCapitals(W->Text) && !isSpecifier(W->Text);
}

UnknownMacros macrosInHead(llvm::StringRef Before, llvm::StringRef Behind) {
  constexpr size_t Longest = 2000;
  const std::string Start = withoutComments(Before.take_back(Longest));
  const std::string Rest = withoutComments(Behind.take_front(Longest));
  const size_t End = Rest.find_first_of("{;");
  if (End == Rest.npos || Rest[End] != '{')
    return {};
  const size_t Border = Start.find_last_of(";{}"); // npos + 1 is 0
  const std::string Head = Start.substr(Border + 1) + Rest.substr(0, End);
  const std::vector<Word> Words = wordsOf(Head);
  auto IsName = [](const Word &W) { return W.HasArguments && !isInCapitals(W.Text); };
  std::vector<Word>::const_iterator Name =
      std::find_if(Words.rbegin(), Words.rend(), IsName).base();
  if (Name == Words.begin())
    return {};
  --Name;

  UnknownMacros Found;
  bool HasType = false;
  for (auto W = Words.begin(); W != Words.end(); ++W) {
    bool IsBefore = W < Name;
    if (W == Name)
      continue;
    if (!isInCapitals(W->Text)) {
      HasType |= IsBefore && !isSpecifier(W->Text);
    } else if (W->HasArguments) {
      (IsBefore && !HasType ? Found.TypeCalls : Found.AttributeCalls).insert(W->Text.str());
      HasType |= IsBefore;
    } else if (!IsBefore || (std::next(W)->IsNext && (HasType || isType(W + 1, Name)))) {
      Found.Attributes.insert(W->Text.str());
    } else {
      HasType = true;
    }
  }
  return Found;
}

} // namespace connlint
