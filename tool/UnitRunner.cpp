// UnitRunner.cpp - Clang's front end, set up to go on whatever the code looks like.
#include "UnitRunner.h"
#include "UnitDiagnostics.h"
#include "facts/FactsBuilder.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <algorithm>
#include <climits>

namespace connlint {

namespace {

/// Deeper nesting is an error in the unit rather than a stack overflow; see StackBytes.
constexpr unsigned BracketDepth = 16384;

/// Makes what is reported depend on the code alone, not on flags about warnings.
void setUpForAnalysis(clang::CompilerInvocation &Invocation) {
  auto &Diags = Invocation.getDiagnosticOpts();
  Diags.IgnoreWarnings = true;
  // Also what is an error by default but leaves the AST whole: implicit functions in C.
  Diags.Warnings = {"no-everything"};
  Diags.ErrorLimit = 0;
  Diags.ShowCarets = false;
  Diags.VerifyDiagnostics = false;
  auto &Lang = Invocation.getLangOpts();
  Lang.SpellChecking = false;
  Lang.BracketDepth = std::max(unsigned(Lang.BracketDepth), BracketDepth);
  Lang.RecoveryAST = Lang.RecoveryASTType = true;
  if (!Lang.CPlusPlus) // What headers write for Clang in place of nested functions.
    Lang.Blocks = true;
  auto &Frontend = Invocation.getFrontendOpts();
  Frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  Frontend.DisableFree = false; // The process goes on to the next unit.
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Invocation.getDependencyOutputOpts() = {};
}

struct AnalyseTask {
  const ResourceModel &Model;
  AnalysisOptions Options;
  UnitReport Report;
  bool Reached = false; ///< There was an AST.
  /// Names that earlier parses of the unit did not know, and how many parses are left.
  UnknownNames Unknown;
  unsigned Retries = 2, MacroRetries = 4;
  bool Again = false; ///< More names turned up: parse again instead of analysing.
  /// What the last parse stood on, and how many errors it had.
  UnknownNames Before;
  unsigned ErrorsBefore = UINT_MAX;
};

class AnalysisConsumer : public clang::ASTConsumer {
public:
  explicit AnalysisConsumer(AnalyseTask &Task) : Task(Task) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Task.Reached = true;
    const auto &Diags = static_cast<const UnitDiagnostics &>(*Context.getDiagnostics().getClient());
    Task.Again = wantsAnotherParse(Context, Diags);
    if (Task.Again)
      return;
    Task.Report = analyzeUnit(Context, Task.Model, Task.Options);
  }

private:
  bool wantsAnotherParse(clang::ASTContext &Context, const UnitDiagnostics &Diags) {
    if (Task.Retries == 0 || Diags.errors() == 0 || !sourcesMentionFamily(Context, Task.Model))
      return false;
    const bool MoreIsSeen = Task.Unknown.Macros != Task.Before.Macros; // And has errors, too.
    if (Diags.errors() > Task.ErrorsBefore && !MoreIsSeen) { // The stand-ins do harm: go back.
      Task.Unknown = Task.Before;
      Task.Retries = 1;
      return true;
    }
    Task.ErrorsBefore = Diags.errors();
    Task.Before = Task.Unknown;
    const bool IsMore = Task.Unknown.add(Diags.unknownNames());
    // With each such macro, the next function comes to light.
    if (Task.Unknown.Macros != Task.Before.Macros && Task.MacroRetries > 0) {
      --Task.MacroRetries;
      ++Task.Retries;
    }
    return IsMore;
  }

  AnalyseTask &Task;
};

class AnalysisAction : public clang::ASTFrontendAction {
public:
  explicit AnalysisAction(AnalyseTask &Task) : Task(Task) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &CI,
                                                        llvm::StringRef) override {
    keepSystemHeadersOut(CI);
    return std::make_unique<AnalysisConsumer>(Task);
  }

private:
  /// -isystem folders may lie below the source root; only Clang knows which they are.
  void keepSystemHeadersOut(clang::CompilerInstance &CI) {
    Task.Options.InScope = [&CI, Wanted = std::move(Task.Options.InScope),
                            Known = llvm::StringMap<bool>()](const std::string &F) mutable {
      auto [It, New] = Known.try_emplace(F, false);
      if (New) {
        auto Entry = CI.getFileManager().getOptionalFileRef(F);
        auto &Headers = CI.getPreprocessor().getHeaderSearchInfo();
        bool System = Entry && clang::SrcMgr::isSystem(Headers.getFileDirFlavor(*Entry));
        It->second = !System && Wanted(F);
      }
      return It->second;
    };
  }

  AnalyseTask &Task;
};

class RunAnalysis : public clang::tooling::ToolAction {
public:
  explicit RunAnalysis(AnalyseTask &Task) : Task(Task) {}

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Consumer) override {
    setUpForAnalysis(*Invocation);
    clang::CompilerInstance CI(std::move(Invocation), std::move(Containers));
    CI.setVirtualFileSystem(Files->getVirtualFileSystemPtr());
    CI.setFileManager(Files);
    CI.createDiagnostics(Consumer, /*ShouldOwnClient=*/false);
    // A missing header must not silence what follows it.
    CI.getDiagnostics().setFatalsAsError(true);
    CI.createSourceManager();
    if (!Task.Unknown.empty()) {
      // Not a file on disk. The file manager remembers names, so each text has its own.
      static unsigned Count = 0;
      std::string Name = "/connlint-unknown-names-" + std::to_string(Count++) + ".h";
      auto &Options = CI.getPreprocessorOpts();
      std::string Text = Task.Unknown.standIns(CI.getLangOpts().CPlusPlus11);
      Options.addRemappedFile(Name, llvm::MemoryBuffer::getMemBufferCopy(Text, Name).release());
      Options.Includes.insert(Options.Includes.begin(), Name);
    }
    AnalysisAction Action(Task);
    return CI.ExecuteAction(Action);
  }

private:
  AnalyseTask &Task;
};

/// True when the text has an import or module declaration of C++20.
bool usesModules(const std::string &File) {
  static const llvm::Regex Declaration("^[ \t]*(export[ \t]+)?(import|module)[ \t]*[A-Za-z_:<\";]",
                                       llvm::Regex::Newline);
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer && Declaration.match((*Buffer)->getBuffer());
}

} // namespace

struct UnitRunner::Impl {
  Settings S;
  std::shared_ptr<clang::PCHContainerOperations> Containers =
      std::make_shared<clang::PCHContainerOperations>();
  /// Remembers files it has seen by the name they were asked for, so it is only good for
  /// one working directory.
  llvm::IntrusiveRefCntPtr<clang::FileManager> Files;
  std::string Directory;

  void enter(const CompileUnit &Unit, UnitResult &Result) {
    std::string Wanted = Unit.Directory;
    if (!llvm::sys::fs::is_directory(Wanted)) {
      Result.Notes.push_back("folder '" + Wanted + "' of the compilation database does not exist");
      Wanted = llvm::sys::path::parent_path(Unit.File).str();
    }
    if (Files && Wanted == Directory)
      return;
    Directory = Wanted;
    if (auto Error = llvm::sys::fs::set_current_path(Directory))
      Result.Notes.push_back("cannot enter '" + Directory + "': " + Error.message());
    Files = llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions(),
                                                          llvm::vfs::getRealFileSystem());
  }

  /// One try; false when there was no AST.
  bool parse(const CompileUnit &Unit, const SanitizeOptions &Options, AnalyseTask &Task,
             UnitDiagnostics &Diags, UnitResult &Result) {
    CleanCommand Command = sanitizeCommand(Unit, Options);
    RunAnalysis Action(Task);
    clang::tooling::ToolInvocation Tool(Command.Args, &Action, Files.get(), Containers);
    Tool.setDiagnosticConsumer(&Diags);
    Tool.run();
    Result.DroppedFlags = std::move(Command.Dropped);
    if (Command.DroppedModules || Diags.errors())
      if (usesModules(Unit.File))
        Result.Notes.push_back("C++20 modules are not supported; imported names are unknown");
    Result.Notes.insert(Result.Notes.end(), Command.Notes.begin(), Command.Notes.end());
    return Task.Reached;
  }
};

UnitRunner::UnitRunner(Settings S) : I(std::make_unique<Impl>()) { I->S = std::move(S); }
UnitRunner::~UnitRunner() = default;

UnitResult UnitRunner::run(const CompileUnit &Unit, const ResourceModel &Model,
                           const AnalysisOptions &Options) {
  UnitResult Result;
  if (auto Buffer = llvm::MemoryBuffer::getFile(Unit.File, /*IsText=*/false,
                                                /*RequiresNullTerminator=*/false);
      !Buffer) {
    Result.Failure = "cannot read the file: " + Buffer.getError().message();
    return Result;
  }
  I->enter(Unit, Result);
  AnalyseTask Task{Model, Options, {}, false};
  const auto Scope = Options.InScope;
  const size_t NotesBefore = Result.Notes.size();
  std::vector<std::string> ClientHeaders;
  for (const auto &[Family, Headers] : Model.headers())
    ClientHeaders.insert(ClientHeaders.end(), Headers.begin(), Headers.end());
  SanitizeOptions Sanitize = I->S.Sanitize;
  for (auto Machine :
       {SanitizeOptions::KeepAll, SanitizeOptions::KeepTarget, SanitizeOptions::KeepNone}) {
    Sanitize.Machine = Machine;
    Task.Options.InScope = Scope;
    Result.Notes.resize(NotesBefore);
    UnitDiagnostics Diags(I->S.ShowErrors, ClientHeaders);
    bool Parsed = I->parse(Unit, Sanitize, Task, Diags, Result);
    while (Task.Again) {
      --Task.Retries;
      Task.Again = false;
      Task.Options.InScope = Scope;
      Result.Notes.resize(NotesBefore);
      // What is said of the unit is what it is like on its own.
      UnitDiagnostics Later(false, ClientHeaders);
      I->parse(Unit, Sanitize, Task, Later, Result);
    }
    if (Parsed || Machine == SanitizeOptions::KeepAll) {
      Result.Errors = Diags.errors();
      Result.FirstError = Diags.firstError();
      Result.MissingHeaders = Diags.missingHeaders();
    }
    if (Parsed)
      break;
  }
  if (!Task.Reached)
    Result.Failure =
        Result.FirstError.empty() ? "the compiler made no AST of it" : Result.FirstError;
  Result.Report = std::move(Task.Report);
  return Result;
}

} // namespace connlint
