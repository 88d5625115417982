// RedactSource.cpp - the search for secrets in C and C++ source.
//
// A small lexer that knows literals and comments and nothing else; it never fails, whatever
// the text. What is harmless is a list of what is understood completely, so that a password
// split over adjacent literals ("password=hun" "ter2") is masked in both.
#include "output/Redact.h"
#include "output/SecretKeys.h"
#include <algorithm>
#include <optional>

namespace connlint {

using namespace redaction;

namespace {
using Ranges = std::vector<ByteRange>;

bool isOneOf(std::string_view Word, std::initializer_list<std::string_view> List) {
  return std::ranges::find(List, Word) != List.end();
}

/// SQL in which no value is quoted. PRAGMA and SET are left out: they can carry keys.
bool isPlainSql(std::string_view Body) {
  size_t End = 0;
  while (End < Body.size() && std::isalpha(static_cast<unsigned char>(Body[End])))
    ++End;
  std::string First = lowerCase(Body.substr(0, End));
  bool Alone = End == Body.size() || Body[End] == ';';
  bool Known =
      Alone ? isOneOf(First, {"begin", "commit", "rollback"})
            : Body[End] == ' ' && isOneOf(First, {"begin", "commit", "rollback", "select", "insert",
                                                  "update", "delete", "with", "savepoint"});
  if (!Known || Body.find_first_of("'\"\\") != std::string_view::npos)
    return false;
  for (size_t I = Body.find('$'); I != std::string_view::npos; I = Body.find('$', I + 1))
    if (I + 1 == Body.size() || !std::isdigit(static_cast<unsigned char>(Body[I + 1])))
      return false; // A dollar quote, not a parameter.
  std::string Lower = lowerCase(Body);
  return Lower.find("identified") == std::string::npos && Lower.find("pass") == std::string::npos &&
         Lower.find("pwd") == std::string::npos && Lower.find("secret") == std::string::npos;
}

bool isHarmlessKey(std::string_view Key) {
  return isOneOf(lowerCase(Key),
                 {"host", "hostaddr", "port", "dbname", "user", "sslmode", "connect_timeout",
                  "application_name", "client_encoding", "target_session_attrs", "service",
                  "driver", "server", "database", "uid", "dsn", "charset"});
}

/// The secrets of "key=value ..." if all of it is understood.
std::optional<Ranges> secretsInPairs(std::string_view Body) {
  Ranges Secrets;
  size_t I = 0;
  auto SkipSeparators = [&] {
    while (I < Body.size() && (Body[I] == ' ' || Body[I] == ';'))
      ++I;
  };
  for (SkipSeparators(); I < Body.size(); SkipSeparators()) {
    size_t KeyBegin = I;
    while (I < Body.size() && isWordByte(Body[I]))
      ++I;
    std::string_view Key = Body.substr(KeyBegin, I - KeyBegin);
    if (I == Body.size() || Body[I] != '=')
      return std::nullopt;
    bool Secret = isSecretKey(Key, true);
    if (!Secret && !isHarmlessKey(Key))
      return std::nullopt;
    size_t Begin = ++I;
    char Open = I < Body.size() ? Body[I] : '\0';
    if (Open == '\'' || Open == '{') {
      size_t Close = Body.find(Open == '{' ? '}' : '\'', I + 1);
      if (Close == std::string_view::npos)
        return std::nullopt;
      I = Close + 1;
      if (I < Body.size() && Body[I] != ' ' && Body[I] != ';')
        return std::nullopt;
    } else {
      I = std::min(Body.find_first_of(" ;", I), Body.size());
      if (Body.substr(Begin, I - Begin).find_first_of("'{}&,") != std::string_view::npos)
        return std::nullopt;
    }
    if (Secret && I > Begin)
      Secrets.push_back({Begin, I});
  }
  return Secrets;
}

/// The secrets of a database URI if all of it is understood; options after '?' are not.
std::optional<Ranges> secretsInUri(std::string_view Body) {
  size_t Scheme = Body.find("://");
  if (Scheme == std::string_view::npos ||
      !isOneOf(Body.substr(0, Scheme), {"postgresql", "postgres", "mysql", "mysqlx", "mariadb"}) ||
      Body.find_first_of(" \t'?") != std::string_view::npos)
    return std::nullopt;
  UriSecret S = findUriSecret(Body, Scheme + 3);
  if (S.At != std::string_view::npos)
    return S.At > S.Colon + 1 ? Ranges{{S.Colon + 1, S.At}} : Ranges{};
  // user:secret may end here and host follow in the next literal: only host:port/ is clear.
  size_t Colon = Body.find(':', Scheme + 3);
  if (Colon == std::string_view::npos)
    return Ranges{};
  size_t End = Body.find_first_not_of("0123456789", Colon + 1);
  return End != std::string_view::npos && Body[End] == '/' ? std::optional(Ranges{}) : std::nullopt;
}

/// The secrets of a literal's content, or nothing if it is not known to be harmless.
std::optional<Ranges> secretsInLiteral(std::string_view Body) {
  if (Body.empty() || Body == "C" || isPlainSql(Body))
    return Ranges{};
  if (Body.find_first_of("\\\"\n\r") != std::string_view::npos)
    return std::nullopt;
  if (std::optional<Ranges> Uri = secretsInUri(Body))
    return Uri;
  return secretsInPairs(Body);
}

class SourceScanner {
public:
  explicit SourceScanner(std::string_view Text) : Text(Text) {}

  Ranges scan() {
    while (I < Text.size()) {
      char C = Text[I];
      if (C == '"')
        scanString(Text.size());
      else if (C == '\'')
        skipCharacter();
      else if (C == '/' && (at(I + 1) == '/' || at(I + 1) == '*'))
        scanComment();
      else if (std::isdigit(static_cast<unsigned char>(C)))
        skipNumber();
      else if (isWordByte(C))
        scanWord();
      else
        ++I;
    }
    // A comment is searched twice, for literals and for prose: order and merge.
    std::ranges::sort(Found);
    Ranges Merged;
    for (const ByteRange &R : Found) {
      if (!Merged.empty() && R.Begin < Merged.back().End)
        Merged.back().End = std::max(Merged.back().End, R.End);
      else
        Merged.push_back(R);
    }
    return Merged;
  }

private:
  char at(size_t Offset) const { return Offset < Text.size() ? Text[Offset] : '\0'; }
  bool atLineEnd(size_t Offset) const { return at(Offset) == '\n' || at(Offset) == '\r'; }
  void skipEscape() { I += at(I + 1) == '\r' && at(I + 2) == '\n' ? 3 : 2; }

  void addLiteral(size_t Begin, size_t End) {
    End = std::min(End, Text.size());
    std::optional<Ranges> Inner = secretsInLiteral(Text.substr(Begin, End - Begin));
    if (!Inner)
      Inner = Ranges{{0, End - Begin}};
    for (const ByteRange &R : *Inner)
      Found.push_back({Begin + R.Begin, Begin + R.End});
  }

  // A literal ends with its line, whether or not it was closed.
  void scanString(size_t Limit) {
    size_t Begin = ++I;
    while (I < Limit && Text[I] != '"' && !atLineEnd(I)) {
      if (Text[I] == '\\')
        skipEscape();
      else
        ++I;
    }
    I = std::min(I, Limit);
    if (!isIncludeName(Begin - 1))
      addLiteral(Begin, I);
    if (I < Limit && Text[I] == '"')
      ++I;
  }

  bool isIncludeName(size_t Quote) const {
    size_t LineBegin = Text.find_last_of("\r\n", Quote);
    LineBegin = LineBegin == std::string_view::npos ? 0 : LineBegin + 1;
    std::string Before;
    // Only blanks, '#' and "include" stand before the name: a long line is not one.
    for (size_t J = LineBegin; J < Quote && Before.size() <= 8; ++J)
      if (!isSpace(Text[J]))
        Before += Text[J];
    return Before == "#include";
  }

  void skipCharacter() {
    size_t Begin = I++;
    while (I < Text.size() && Text[I] != '\'' && !atLineEnd(I)) {
      if (Text[I] == '\\')
        skipEscape();
      else
        ++I;
    }
    // An apostrophe in #error or in assembly opens nothing.
    I = at(I) == '\'' ? I + 1 : Begin + 1;
  }

  void skipNumber() {
    while (isWordByte(at(I)) || at(I) == '.' || (at(I) == '\'' && isWordByte(at(I + 1))))
      ++I;
  }

  void scanWord() {
    size_t Begin = I;
    while (isWordByte(at(I)))
      ++I;
    std::string_view Word = Text.substr(Begin, I - Begin);
    if (at(I) == '"' && isOneOf(Word, {"R", "LR", "uR", "UR", "u8R"}))
      scanRawString();
  }

  void scanRawString() {
    size_t Open = Text.find('(', I);
    if (Open == std::string_view::npos || Open - I > 17)
      return; // Not a raw string after all: the quote is read as an ordinary one.
    std::string Closing = ")" + std::string(Text.substr(I + 1, Open - I - 1)) + "\"";
    size_t Close = std::min(Text.find(Closing, Open), Text.size());
    addLiteral(Open + 1, Close);
    I = std::min(Close + Closing.size(), Text.size());
  }

  void scanComment() {
    size_t Begin = I, End;
    if (at(I + 1) == '*') {
      End = std::min(Text.find("*/", I + 2), Text.size());
    } else {
      End = I;
      while (End < Text.size() && !atLineEnd(End))
        End += at(End) == '\\' && atLineEnd(End + 1)
                   ? (at(End + 1) == '\r' && at(End + 2) == '\n' ? 3 : 2)
                   : 1;
      End = std::min(End, Text.size());
    }
    for (const ByteRange &R : secretsInProse(Text.substr(Begin, End - Begin)))
      Found.push_back({Begin + R.Begin, Begin + R.End});
    for (I = Begin + 2; I < End;) {
      if (Text[I] == '"')
        scanString(End);
      else
        ++I;
    }
    I = std::max(I, End);
    if (Text.substr(std::min(End, Text.size())).starts_with("*/"))
      I = End + 2;
  }

  std::string_view Text;
  size_t I = 0;
  Ranges Found;
};
} // namespace

std::vector<ByteRange> secretsInSource(std::string_view Source) {
  return SourceScanner(Source).scan();
}

} // namespace connlint
