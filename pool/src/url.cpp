// url.cpp - database URLs.
#include "connpool/url.h"
#include <charconv>
#include <stdexcept>

namespace connpool {

namespace {

int digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c = static_cast<char>(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string decode(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      throw std::invalid_argument("connpool: a % in a URL needs two hexadecimal digits");
    plain += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return plain;
}

/// Cuts `text` at the first of `separators`; what follows the separator is returned.
std::string_view cut(std::string_view &text, std::string_view separators) {
  const auto at = text.find_first_of(separators);
  if (at == text.npos)
    return {};
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

void parse_authority(std::string_view text, Url &url) {
  // The last @, for passwords whose own was not encoded.
  if (const auto at = text.rfind('@'); at != text.npos) {
    std::string_view user = text.substr(0, at);
    url.password = decode(cut(user, ":"));
    url.user = decode(user);
    text = text.substr(at + 1);
  }
  std::string_view port;
  if (text.starts_with('[')) { // an IPv6 address
    const auto end = text.find(']');
    if (end == text.npos)
      throw std::invalid_argument("connpool: an address in a URL lacks its ]");
    url.host = text.substr(1, end - 1);
    if (end + 1 < text.size() && text[end + 1] == ':')
      port = text.substr(end + 2);
  } else {
    port = cut(text, ":");
    url.host = decode(text);
  }
  if (port.empty())
    return;
  const auto parsed = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (parsed.ec != std::errc() || parsed.ptr != port.data() + port.size() || url.port > 65535)
    throw std::invalid_argument("connpool: the port of a URL is not a number up to 65535");
}

} // namespace

Url parse_url(std::string_view text) {
  Url url;
  const auto mark = text.find("://");
  if (mark == text.npos || mark == 0)
    throw std::invalid_argument("connpool: a database URL looks like scheme://host/database");
  url.scheme = text.substr(0, mark);
  text.remove_prefix(mark + 3);
  std::string_view query = cut(text, "?");
  const std::string_view path = cut(text, "/");
  parse_authority(text, url);
  url.path = decode(path);
  while (!query.empty()) {
    const std::string_view rest = cut(query, "&");
    const std::string_view value = cut(query, "=");
    url.query.emplace_back(decode(query), decode(value));
    query = rest;
  }
  return url;
}

std::chrono::milliseconds milliseconds_in(std::string_view name, std::string_view value) {
  unsigned count = 0;
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), count);
  if (parsed.ec != std::errc() || parsed.ptr != value.data() + value.size())
    throw std::invalid_argument("connpool: the value of " + std::string(name) +
                                " in a URL is a number of milliseconds");
  return std::chrono::milliseconds(count);
}

std::string redacted(std::string_view url) {
  const auto mark = url.find("://");
  if (mark == url.npos)
    return std::string(url);
  const auto begin = mark + 3;
  const auto at = url.substr(0, url.find_first_of("/?", begin)).rfind('@');
  const auto colon = url.find(':', begin);
  if (at == url.npos || at < begin || colon > at)
    return std::string(url);
  return std::string(url.substr(0, colon + 1)) + "***" + std::string(url.substr(at));
}

} // namespace connpool
