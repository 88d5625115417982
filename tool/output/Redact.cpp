// Redact.cpp - masking, and the search for secrets in prose.
#include "output/Redact.h"
#include "output/SecretKeys.h"
#include <algorithm>

namespace connlint {

using namespace redaction;

MaskedText::MaskedText(std::string_view Raw, const std::vector<ByteRange> &Secrets)
    : Replaced(Secrets) {
  size_t Done = 0;
  for (const ByteRange &R : Secrets) {
    Masked += Raw.substr(Done, R.Begin - Done);
    Masked += RedactionMark;
    Done = R.End;
  }
  Masked += Raw.substr(Done);
}

size_t MaskedText::shownOffset(size_t RawOffset) const {
  size_t Shown = RawOffset;
  for (const ByteRange &R : Replaced) {
    if (RawOffset < R.Begin)
      break;
    if (RawOffset < R.End)
      return Shown - (RawOffset - R.Begin);
    Shown = Shown + RedactionMark.size() - (R.End - R.Begin);
  }
  return Shown;
}

namespace {
class ProseScanner {
public:
  explicit ProseScanner(std::string_view Text) : Text(Text) {}

  std::vector<ByteRange> scan() {
    for (size_t I = 0; I < Text.size();) {
      if (Text.substr(I).starts_with("://"))
        I = scanUri(I + 3);
      else if (isWordByte(Text[I]))
        I = scanWord(I);
      else
        ++I;
    }
    return std::move(Found);
  }

private:
  char at(size_t I) const { return I < Text.size() ? Text[I] : '\0'; }
  size_t skipBlanks(size_t I) const {
    while (at(I) == ' ' || at(I) == '\t')
      ++I;
    return I;
  }
  size_t add(size_t Begin, size_t End) {
    if (End > Begin)
      Found.push_back({Begin, End});
    return std::max(Begin, End);
  }

  size_t scanUri(size_t Authority) {
    UriSecret S = findUriSecret(Text, Authority);
    return S.At == std::string_view::npos ? Authority : add(S.Colon + 1, S.At);
  }

  // Words contain '-' so that --db-password and client-secret are one.
  size_t wordEnd(size_t I) const {
    while (isWordByte(at(I)) || (at(I) == '-' && isWordByte(at(I + 1))))
      ++I;
    return I;
  }

  size_t scanWord(size_t Begin) {
    size_t End = wordEnd(Begin);
    std::string_view Word = Text.substr(Begin, End - Begin);
    if (lowerCase(Word) == "identified")
      return scanIdentifiedBy(End);

    // "password": in JSON has a quote between key and colon.
    size_t Next = skipBlanks(at(End) == '"' ? End + 1 : End);
    bool Equals = at(Next) == '=', Colon = at(Next) == ':' && at(Next + 1) != ':';
    if (!isSecretKey(Word, Equals))
      return End;
    if (Equals || Colon)
      return scanValue(skipBlanks(Next + 1));
    if (at(End) != ' ' && at(End) != '\t')
      return End;
    bool IsOption = Begin >= 1 && Text[Begin - 1] == '-';
    if (at(Next) == '\'' || at(Next) == '"' || IsOption)
      return scanValue(Next);
    return End;
  }

  // SQL: IDENTIFIED BY [PASSWORD] 'secret', IDENTIFIED WITH plugin BY 'secret'.
  size_t scanIdentifiedBy(size_t I) {
    size_t Quote = Text.find_first_of("'\"", I);
    size_t Limit = std::min(Text.find_first_of(";\n", I), Text.size());
    return Quote < Limit ? scanValue(Quote) : I;
  }

  size_t scanValue(size_t Begin) {
    // A secret is never guessed to be short: a value that is not closed runs to the end.
    switch (at(Begin)) {
    case '\'':
    case '"': return add(Begin + 1, closingQuote(Begin + 1, at(Begin)));
    case '\\':
      if (at(Begin + 1) == '"' || at(Begin + 1) == '\'')
        return add(Begin + 2, std::min(Text.find(Text.substr(Begin, 2), Begin + 2), Text.size()));
      break;
    case '{': return add(Begin + 1, closingBrace(Begin + 1));
    default: break;
    }
    size_t End = Begin;
    while (End < Text.size() && !endsValue(End))
      ++End;
    return add(Begin, End);
  }

  size_t closingQuote(size_t I, char Quote) const {
    for (; I < Text.size(); ++I) {
      if (Text[I] == '\\' || (Text[I] == Quote && at(I + 1) == Quote))
        ++I;
      else if (Text[I] == Quote)
        return I;
    }
    return Text.size();
  }

  size_t closingBrace(size_t I) const {
    for (; I < Text.size(); ++I) {
      if (Text[I] == '}' && at(I + 1) == '}')
        ++I;
      else if (Text[I] == '}')
        return I;
    }
    return Text.size();
  }

  // A blank, ';', '&' or ',' can be part of a password. It separates only if the next
  // key=value pair or the next option of a command line follows.
  bool endsValue(size_t I) const {
    char C = Text[I];
    if (C == '\n' || C == '\r' || (C == '"' && (I == 0 || Text[I - 1] != '\\')))
      return true;
    if (!isSpace(C) && C != ';' && C != '&' && C != ',')
      return false;
    size_t Next = I + 1;
    while (isSpace(at(Next)) || at(Next) == ';')
      ++Next;
    if (isSpace(C) && at(Next) == '-' &&
        (std::isalpha(static_cast<unsigned char>(at(Next + 1))) || at(Next + 1) == '-'))
      return true;
    size_t KeyEnd = wordEnd(Next);
    return KeyEnd > Next && at(skipBlanks(KeyEnd)) == '=';
  }

  std::string_view Text;
  std::vector<ByteRange> Found;
};
} // namespace

std::vector<ByteRange> secretsInProse(std::string_view Text) { return ProseScanner(Text).scan(); }

std::string redactProse(std::string_view Text) {
  return MaskedText(Text, secretsInProse(Text)).text();
}

std::string redactSourceLine(std::string_view Line) {
  return MaskedText(Line, secretsInSource(Line)).text();
}

} // namespace connlint
