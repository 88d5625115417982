// NoRemoteIndex.cpp - clangd without the client of a remote index, which would bring gRPC.
//
// What clangd itself does when it is built without it: there is no such index.
#include <llvm/ADT/StringRef.h>

namespace clang::clangd {

/// Never made: only a null pointer to one is returned.
class SymbolIndex;

/// Has the layout and the calling convention of the std::unique_ptr that the caller expects,
/// whose destructor needs the class.
class NoIndex {
public:
  NoIndex() = default;
  ~NoIndex() {} // NOLINT(modernize-use-equals-default): not trivial, so returned in memory
  NoIndex(const NoIndex &) = delete;

private:
  [[maybe_unused]] SymbolIndex *Index = nullptr;
};

namespace remote {
NoIndex getClient(llvm::StringRef Address, llvm::StringRef ProjectRoot);
NoIndex getClient(llvm::StringRef, llvm::StringRef) { return {}; }
} // namespace remote

} // namespace clang::clangd
