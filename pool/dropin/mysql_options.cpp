// mysql_options.cpp - what each option's argument is, and how it is kept and given again.
#include "mysql_options.h"
#include <algorithm>
#include <cstring>

namespace connpool::dropin {

namespace {

enum class Argument { None, Char, Int, Size, Text, TwoTexts, Address, Unknown };

Argument argument_of(enum mysql_option option) {
  switch (static_cast<int>(option)) {
  case MYSQL_OPT_COMPRESS:
  case MYSQL_OPT_CONNECT_ATTR_RESET: return Argument::None;
  case MYSQL_SECURE_AUTH:
  case MYSQL_REPORT_DATA_TRUNCATION:
  case MYSQL_OPT_RECONNECT:
  case MYSQL_OPT_SSL_VERIFY_SERVER_CERT:
  case MYSQL_OPT_SSL_ENFORCE:
  case MYSQL_ENABLE_CLEARTEXT_PLUGIN:
  case MYSQL_OPT_CAN_HANDLE_EXPIRED_PASSWORDS:
  case MARIADB_OPT_CONNECTION_READ_ONLY: return Argument::Char;
  case MYSQL_OPT_CONNECT_TIMEOUT:
  case MYSQL_OPT_READ_TIMEOUT:
  case MYSQL_OPT_WRITE_TIMEOUT:
  case MYSQL_OPT_LOCAL_INFILE:
  case MYSQL_OPT_PROTOCOL:
  case MARIADB_OPT_PORT: return Argument::Int;
  case MYSQL_OPT_MAX_ALLOWED_PACKET:
  case MYSQL_OPT_NET_BUFFER_LENGTH: return Argument::Size;
  case MYSQL_INIT_COMMAND:
  case MYSQL_READ_DEFAULT_FILE:
  case MYSQL_READ_DEFAULT_GROUP:
  case MYSQL_SET_CHARSET_DIR:
  case MYSQL_SET_CHARSET_NAME:
  case MYSQL_PLUGIN_DIR:
  case MYSQL_DEFAULT_AUTH:
  case MYSQL_OPT_BIND:
  case MYSQL_OPT_SSL_KEY:
  case MYSQL_OPT_SSL_CERT:
  case MYSQL_OPT_SSL_CA:
  case MYSQL_OPT_SSL_CAPATH:
  case MYSQL_OPT_SSL_CIPHER:
  case MYSQL_OPT_SSL_CRL:
  case MYSQL_OPT_SSL_CRLPATH:
  case MYSQL_OPT_CONNECT_ATTR_DELETE:
  case MYSQL_SERVER_PUBLIC_KEY:
  case MYSQL_OPT_TLS_VERSION:
  case MARIADB_OPT_TLS_PASSPHRASE:
  case MARIADB_OPT_TLS_VERSION:
  case MARIADB_OPT_TLS_PEER_FP:
  case MARIADB_OPT_TLS_PEER_FP_LIST:
  case MARIADB_OPT_UNIXSOCKET:
  case MARIADB_OPT_PASSWORD:
  case MARIADB_OPT_HOST:
  case MARIADB_OPT_USER:
  case MARIADB_OPT_SCHEMA: return Argument::Text;
  case MYSQL_OPT_CONNECT_ATTR_ADD: return Argument::TwoTexts;
  case MYSQL_PROGRESS_CALLBACK: return Argument::Address;
  default: return Argument::Unknown;
  }
}

std::optional<std::string> text_at(const void *text) {
  if (!text)
    return std::nullopt;
  return static_cast<const char *>(text);
}

template <class Number> std::optional<std::uint64_t> number_at(const void *number) {
  if (!number)
    return std::nullopt;
  Number value;
  std::memcpy(&value, number, sizeof(value));
  return static_cast<std::uint64_t>(value);
}

} // namespace

bool OptionCalls::takes_two(enum mysql_option option) {
  return argument_of(option) == Argument::TwoTexts || option == MARIADB_OPT_USERDATA ||
         option == MARIADB_OPT_PROXY_HEADER || option == MARIADB_OPT_STATUS_CALLBACK;
}

void OptionCalls::note(enum mysql_option option, const void *first, const void *second) {
  Call call{option};
  switch (argument_of(option)) {
  case Argument::None: break;
  case Argument::Char: call.number = number_at<my_bool>(first); break;
  case Argument::Int: call.number = number_at<unsigned>(first); break;
  case Argument::Size: call.number = number_at<std::size_t>(first); break;
  case Argument::Text: call.texts = {text_at(first)}; break;
  case Argument::TwoTexts: call.texts = {text_at(first), text_at(second)}; break;
  case Argument::Address: call.address = first; break;
  case Argument::Unknown: return note_unknown();
  }
  calls_.push_back(std::move(call));
}

void OptionCalls::note_ssl(const char *key, const char *cert, const char *ca, const char *capath,
                           const char *cipher) {
  calls_.push_back(
      {std::nullopt, {text_at(key), text_at(cert), text_at(ca), text_at(capath), text_at(cipher)}});
}

bool OptionCalls::sets(enum mysql_option option) const {
  return std::ranges::any_of(calls_, [option](const Call &call) { return call.option == option; });
}

std::string OptionCalls::identity() const {
  std::string all;
  for (const Call &call : calls_) {
    all += call.option ? std::to_string(static_cast<int>(*call.option)) : "ssl";
    if (call.number)
      all += "=" + std::to_string(*call.number);
    if (call.address)
      all += "@" + std::to_string(reinterpret_cast<std::uintptr_t>(call.address));
    for (const Text &text : call.texts)
      all += text ? ":" + std::to_string(text->size()) + ":" + *text : "-";
    all += ";";
  }
  return all;
}

void OptionCalls::repeat_on(MYSQL *handle, decltype(mysql_optionsv) *set,
                            decltype(mysql_ssl_set) *set_ssl) const {
  const auto pointer = [](const Text &text) { return text ? text->c_str() : nullptr; };
  for (const Call &call : calls_) {
    if (!call.option) {
      set_ssl(handle, pointer(call.texts[0]), pointer(call.texts[1]), pointer(call.texts[2]),
              pointer(call.texts[3]), pointer(call.texts[4]));
      continue;
    }
    const auto narrow = static_cast<my_bool>(call.number.value_or(0));
    const auto whole = static_cast<unsigned>(call.number.value_or(0));
    const auto size = static_cast<std::size_t>(call.number.value_or(0));
    const auto given = [&](const void *number) { return call.number ? number : nullptr; };
    switch (argument_of(*call.option)) {
    case Argument::Char: set(handle, *call.option, given(&narrow)); break;
    case Argument::Int: set(handle, *call.option, given(&whole)); break;
    case Argument::Size: set(handle, *call.option, given(&size)); break;
    case Argument::Text: set(handle, *call.option, pointer(call.texts[0])); break;
    case Argument::TwoTexts:
      set(handle, *call.option, pointer(call.texts[0]), pointer(call.texts[1]));
      break;
    case Argument::None:
    case Argument::Address:
    case Argument::Unknown: // not kept
      set(handle, *call.option, call.address);
      break;
    }
  }
}

} // namespace connpool::dropin
