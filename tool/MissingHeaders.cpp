// MissingHeaders.cpp - a short table and a short list of folders.
#include "MissingHeaders.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <array>
#include <utility>

namespace connlint {

std::string_view standardHeaderOf(std::string_view Name) {
  static constexpr std::pair<std::string_view, std::string_view> Table[] = {
      {"any", "any"},
      {"array", "array"},
      {"atomic", "atomic"},
      {"back_inserter", "iterator"},
      {"basic_ifstream", "fstream"},
      {"basic_istringstream", "sstream"},
      {"basic_ofstream", "fstream"},
      {"basic_ostringstream", "sstream"},
      {"basic_string", "string"},
      {"basic_stringstream", "sstream"},
      {"bind", "functional"},
      {"cerr", "iostream"},
      {"condition_variable", "condition_variable"},
      {"cout", "iostream"},
      {"deque", "deque"},
      {"domain_error", "stdexcept"},
      {"endl", "iostream"},
      {"exception", "exception"},
      {"find", "algorithm"},
      {"find_if", "algorithm"},
      {"for_each", "algorithm"},
      {"function", "functional"},
      {"ifstream", "fstream"},
      {"int64_t", "cstdint"},
      {"invalid_argument", "stdexcept"},
      {"istringstream", "sstream"},
      {"length_error", "stdexcept"},
      {"list", "list"},
      {"lock_guard", "mutex"},
      {"logic_error", "stdexcept"},
      {"make_shared", "memory"},
      {"make_unique", "memory"},
      {"map", "map"},
      {"max", "algorithm"},
      {"memcpy", "cstring"},
      {"memset", "cstring"},
      {"min", "algorithm"},
      {"move", "utility"},
      {"mutex", "mutex"},
      {"nullopt", "optional"},
      {"numeric_limits", "limits"},
      {"ofstream", "fstream"},
      {"optional", "optional"},
      {"ostringstream", "sstream"},
      {"out_of_range", "stdexcept"},
      {"overflow_error", "stdexcept"},
      {"pair", "utility"},
      {"queue", "queue"},
      {"range_error", "stdexcept"},
      {"runtime_error", "stdexcept"},
      {"set", "set"},
      {"setw", "iomanip"},
      {"shared_ptr", "memory"},
      {"sort", "algorithm"},
      {"stoi", "string"},
      {"strcmp", "cstring"},
      {"string", "string"},
      {"string_view", "string_view"},
      {"stringstream", "sstream"},
      {"strlen", "cstring"},
      {"swap", "utility"},
      {"thread", "thread"},
      {"to_string", "string"},
      {"transform", "algorithm"},
      {"tuple", "tuple"},
      {"uint32_t", "cstdint"},
      {"uint64_t", "cstdint"},
      {"uint8_t", "cstdint"},
      {"unique_lock", "mutex"},
      {"unique_ptr", "memory"},
      {"unordered_map", "unordered_map"},
      {"unordered_set", "unordered_set"},
      {"variant", "variant"},
      {"vector", "vector"},
      {"weak_ptr", "memory"},
  };
  auto At = std::ranges::lower_bound(Table, Name, {}, [](const auto &Row) { return Row.first; });
  return At != std::end(Table) && At->first == Name ? At->second : std::string_view();
}

std::string findClientHeader(std::string_view Included, const std::vector<std::string> &Known) {
  namespace path = llvm::sys::path;
  llvm::StringRef Wanted = path::filename(llvm::StringRef(Included));
  if (llvm::none_of(Known, [&](const std::string &H) { return path::filename(H) == Wanted; }))
    return {};
  for (llvm::StringRef Root :
       {"/usr/include", "/usr/local/include", "/opt/local/include", "/opt/homebrew/include"})
    for (llvm::StringRef Folder : {"", "postgresql", "pgsql", "mariadb", "mysql", "hiredis"}) {
      llvm::SmallString<128> File(Root);
      path::append(File, Folder, Wanted);
      if (llvm::sys::fs::exists(File))
        return File.str().str();
    }
  return {};
}

} // namespace connlint
