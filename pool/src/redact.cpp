// redact.cpp - finds the constants in a statement: enough of a lexer for the dialects that
// the drivers speak.
#include "connpool/redact.h"
#include <algorithm>

namespace connpool {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Redactor {
public:
  Redactor(std::string_view sql, Quoting quoting) : sql_(sql), mysql_(quoting == Quoting::Mysql) {}

  std::string run() {
    while (at_ < sql_.size())
      step();
    while (!out_.empty() && out_.back() == ' ')
      out_.pop_back();
    return std::move(out_);
  }

private:
  bool see(std::string_view text) const { return sql_.substr(at_).starts_with(text); }

  void step() {
    const char c = sql_[at_];
    if (is_space(c))
      skip_to(at_ + 1);
    else if (see("--") || (mysql_ && c == '#'))
      skip_to(sql_.find('\n', at_));
    else if (see("/*"))
      skip_to(end_of_comment());
    else if (c == '\'' || (mysql_ && c == '"'))
      constant(end_of_text(c, mysql_ || after_escape_mark()));
    else if (c == '"' || (mysql_ && c == '`'))
      copy(end_of_text(c, false));
    else if (c == '$' && dollar_tag() > 0)
      constant(end_of_dollar_text());
    else if (is_digit(c))
      constant(end_of_number());
    else if (is_word(c) || c == '$' || c == '@' || c == ':')
      copy(end_of_word());
    else
      copy(at_ + 1);
  }

  /// Comments and white space become one blank.
  void skip_to(std::size_t end) {
    at_ = std::min(end, sql_.size());
    if (!out_.empty() && out_.back() != ' ')
      out_ += ' ';
  }
  void copy(std::size_t end) {
    end = std::min(end, sql_.size());
    out_ += sql_.substr(at_, end - at_);
    at_ = end;
  }
  void constant(std::size_t end) {
    out_ += '?';
    at_ = std::min(end, sql_.size());
  }

  std::size_t end_of_comment() const {
    int depth = 0;
    std::size_t i = at_;
    do {
      if (sql_.substr(i).starts_with("/*")) {
        depth += depth == 0 || !mysql_; // PostgreSQL's comments are nested
        i += 2;
      } else if (sql_.substr(i).starts_with("*/")) {
        --depth;
        i += 2;
      } else {
        ++i;
      }
    } while (depth > 0 && i < sql_.size());
    return i;
  }

  /// The E of PostgreSQL's E'text'.
  bool after_escape_mark() const {
    return at_ > 0 && (sql_[at_ - 1] | 0x20) == 'e' && (at_ == 1 || !is_word(sql_[at_ - 2]));
  }

  std::size_t end_of_text(char quote, bool escapes) const {
    for (std::size_t i = at_ + 1; i < sql_.size(); ++i) {
      if (escapes && sql_[i] == '\\')
        ++i;
      else if (sql_[i] == quote && i + 1 < sql_.size() && sql_[i + 1] == quote)
        ++i;
      else if (sql_[i] == quote)
        return i + 1;
    }
    return sql_.size();
  }

  /// The length of `$tag$`, or 0.
  std::size_t dollar_tag() const {
    if (mysql_)
      return 0;
    std::size_t i = at_ + 1;
    if (i < sql_.size() && is_digit(sql_[i]))
      return 0; // $1
    while (i < sql_.size() && is_word(sql_[i]))
      ++i;
    return i < sql_.size() && sql_[i] == '$' ? i + 1 - at_ : 0;
  }
  std::size_t end_of_dollar_text() const {
    const std::string_view tag = sql_.substr(at_, dollar_tag());
    const auto end = sql_.find(tag, at_ + tag.size());
    return end == sql_.npos ? sql_.size() : end + tag.size();
  }

  std::size_t end_of_number() const {
    std::size_t i = at_;
    while (i < sql_.size() && (is_word(sql_[i]) || sql_[i] == '.' ||
                               ((sql_[i] == '-' || sql_[i] == '+') && i > at_ &&
                                (sql_[i - 1] | 0x20) == 'e' && !see("0x"))))
      ++i;
    return i;
  }
  std::size_t end_of_word() const {
    std::size_t i = at_ + 1;
    while (i < sql_.size() && (is_word(sql_[i]) || sql_[i] == '$'))
      ++i;
    return i;
  }

  const std::string_view sql_;
  const bool mysql_;
  std::size_t at_ = 0;
  std::string out_;
};

} // namespace

std::string redacted_sql(std::string_view sql, Quoting quoting) {
  return Redactor(sql, quoting).run();
}

} // namespace connpool
