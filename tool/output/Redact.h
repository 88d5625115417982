// Redact.h - keeps passwords out of everything that is reported.
//
// Two policies. Prose (messages, reasons, command lines) is shown except the value after a
// key such as "password=" and the secret of a URI. Source excerpts are the other way round:
// every string literal is masked except those known to be harmless, because a password can
// be any argument of any call (mysql_real_connect(h, "db", "me", "secret", ...)).
#ifndef CONNLINT_OUTPUT_REDACT_H
#define CONNLINT_OUTPUT_REDACT_H

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// What stands where a secret was. Its length says nothing about the secret's.
inline constexpr std::string_view RedactionMark = "***";

/// Bytes [Begin, End) of a text.
struct ByteRange {
  size_t Begin = 0;
  size_t End = 0;
  auto operator<=>(const ByteRange &) const = default;
};

/// A text in which ranges are replaced by the mark, and where each byte went.
class MaskedText {
public:
  /// Requires: Secrets are sorted, inside Raw, and do not overlap.
  MaskedText(std::string_view Raw, const std::vector<ByteRange> &Secrets);

  const std::string &text() const { return Masked; }
  /// The offset in text() of what was at Raw[Offset]; inside a secret, the mark's begin.
  size_t shownOffset(size_t RawOffset) const;

private:
  std::string Masked;
  std::vector<ByteRange> Replaced;
};

/// Secrets in free text: values after password, passwd, pwd, sslpassword, DB_PASS, secret,
/// ... followed by '=' or ':' (libpq conninfo with its quoting, ODBC with its braces, INI,
/// JSON), by IDENTIFIED BY, or given to a --password option; and the secret in
/// scheme://user:secret@host. On doubt where a value ends, more is masked.
std::vector<ByteRange> secretsInProse(std::string_view Text);

/// Secrets in C or C++ source: the content of every string literal that is not harmless, in
/// code and in comments, over any number of lines (raw strings, line continuations); and
/// what secretsInProse finds in comments.
/// Harmless are: the empty literal, the name in an #include, SQL that contains no quoted
/// value, and connection strings of which every part is understood; those keep all but the
/// values of keys that may be secret.
std::vector<ByteRange> secretsInSource(std::string_view Source);

/// Text with the secrets of secretsInProse masked.
std::string redactProse(std::string_view Text);

/// One line of source with its secrets masked. Knows nothing of the lines before it: for a
/// line of a file use SourceCache::shownLine.
std::string redactSourceLine(std::string_view Line);

} // namespace connlint

#endif
