// Module.cpp - makes every rule a check of clang-tidy; part of the module and of connlint-clangd.
#include "clang-tidy/ClangTidyModule.h"
#include "finding/RuleInfo.h"
#include "tidy/RuleCheck.h"
#include "clang/Basic/Version.h"
#if CLANG_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace connlint {
namespace {

class Module : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    for (const RuleInfo &Rule : allRules())
      Factories.registerCheck<RuleCheck>(llvm::StringRef(Rule.Id));
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module>
    Registration("connlint", "Database connections that leak or bypass the pool.");

} // namespace
} // namespace connlint
