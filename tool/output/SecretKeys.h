// SecretKeys.h - which words name a secret; shared by the two halves of Redact.h.
#ifndef CONNLINT_OUTPUT_SECRETKEYS_H
#define CONNLINT_OUTPUT_SECRETKEYS_H

#include <cctype>
#include <string>
#include <string_view>

namespace connlint::redaction {

inline bool isSpace(char C) { return C == ' ' || (C >= '\t' && C <= '\r'); }

inline bool isWordByte(char C) {
  return std::isalnum(static_cast<unsigned char>(C)) != 0 || C == '_';
}

inline std::string lowerCase(std::string_view Text) {
  std::string Out(Text);
  for (char &C : Out)
    C = static_cast<char>(std::tolower(static_cast<unsigned char>(C)));
  return Out;
}

/// True for "password", "DB_PASSWD", "sslpassword", "pwd", "client_secret", ...
/// Short forms ("pass", "dbpw") are too common in prose: they count only before '='.
inline bool isSecretKey(std::string_view Word, bool BeforeEquals) {
  std::string Key = lowerCase(Word);
  for (std::string_view Part :
       {"password", "passwd", "passwort", "passphrase", "pwd", "secret", "credential", "apikey",
        "api_key", "api-key", "auth_token", "auth-token", "authtoken", "access_token",
        "access-token", "private_key"})
    if (Key.find(Part) != std::string::npos)
      return true;
  return BeforeEquals && Key != "bypass" && (Key.ends_with("pass") || Key.ends_with("pw"));
}

/// The offset of the '@' that ends the user:secret part of a URI whose authority starts
/// at Begin, and of the ':' before the secret; both npos if it carries no secret.
/// Secrets are often written unencoded, so the last '@' of the word counts.
struct UriSecret {
  size_t Colon = std::string_view::npos;
  size_t At = std::string_view::npos;
};
inline UriSecret findUriSecret(std::string_view Text, size_t Begin) {
  size_t End = Begin;
  while (End < Text.size() && !isSpace(Text[End]) && Text[End] != '"' && Text[End] != '<' &&
         Text[End] != '>')
    ++End;
  std::string_view Word = Text.substr(Begin, End - Begin);
  size_t At = Word.rfind('@');
  if (At == std::string_view::npos)
    return {};
  size_t Colon = Word.find(':');
  if (Colon == std::string_view::npos || Colon > At)
    return {};
  return {Begin + Colon, Begin + At};
}

} // namespace connlint::redaction

#endif
