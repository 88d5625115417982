// mysql_options.h - the options that a program has set on a handle, so that they can be set
// on another one, and compared.
#ifndef CONNPOOL_MYSQL_OPTIONS_H
#define CONNPOOL_MYSQL_OPTIONS_H

#include <cstdint>
#include <mysql.h>
#include <optional>
#include <string>
#include <vector>

namespace connpool::dropin {

/// The calls of mysql_options and its like on one handle, in their order.
class OptionCalls {
public:
  /// mysql_options, mysql_options4, mysql_optionsv. `second` for takes_two(option) only.
  void note(enum mysql_option option, const void *first, const void *second = nullptr);
  /// mysql_ssl_set
  void note_ssl(const char *key, const char *cert, const char *ca, const char *capath,
                const char *cipher);
  /// Something that only this handle can have, such as a function with its data.
  void note_unknown() { poolable_ = false; }

  /// False when there is something that cannot be compared or set again.
  bool poolable() const { return poolable_; }
  bool sets(enum mysql_option option) const;
  /// The same text for the same calls.
  std::string identity() const;
  /// Makes the calls again, with these functions.
  void repeat_on(MYSQL *handle, decltype(mysql_optionsv) *set,
                 decltype(mysql_ssl_set) *set_ssl) const;

  static bool takes_two(enum mysql_option option);

private:
  using Text = std::optional<std::string>; ///< nothing: a null pointer
  struct Call {
    std::optional<enum mysql_option> option; ///< nothing: mysql_ssl_set
    std::vector<Text> texts{};
    std::optional<std::uint64_t> number{}; ///< given by its address
    const void *address = nullptr;         ///< given itself
  };
  std::vector<Call> calls_;
  bool poolable_ = true;
};

} // namespace connpool::dropin

#endif
