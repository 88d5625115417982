// CommandSanitizer.cpp - walks a command through Clang's option table and decides, option
// by option, what stays.
#include "CommandSanitizer.h"
#include "CompilerProbe.h"
#include "FlagTables.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Triple.h"
#include <span>

namespace connlint {

namespace {

namespace opts = clang::options;

class Sanitizer {
public:
  Sanitizer(const CompileUnit &Unit, const SanitizeOptions &Options)
      : Unit(Unit), Options(Options) {}

  CleanCommand run() {
    std::vector<std::string> Words = expandResponseFiles(Unit.Args, Unit.Directory, Out.Notes);
    size_t At = findCompiler(Words);
    auto Named = Words.empty() ? std::nullopt : parseCompilerName(Words[At]);
    if (Named)
      Compiler = *Named;
    else if (!Words.empty())
      Compiler.Path = Words[At];
    Words.erase(Words.begin(), Words.begin() + long(std::min(At + 1, Words.size())));
    Words.insert(Words.begin(), Options.ExtraArgsBefore.begin(), Options.ExtraArgsBefore.end());
    Words.insert(Words.end(), Options.ExtraArgs.begin(), Options.ExtraArgs.end());

    Cxx = isCxx(Words);
    filter(Words);
    addHead(Words);
    return std::move(Out);
  }

private:
  bool clangCl() const { return Compiler.Kind == CompilerName::ClangCl; }

  /// The language decides which -std values make sense.
  bool isCxx(const std::vector<std::string> &Words) {
    bool Result = Compiler.Cxx;
    llvm::StringRef Ext = llvm::sys::path::extension(Unit.File);
    if (Ext != ".c" && Ext != ".m" && Ext != ".i" && Ext != ".h")
      Result = true;
    for (size_t I = 0; I < Words.size(); ++I) {
      llvm::StringRef Value = Words[I];
      // "check x.h -- -std=c++20": nothing else tells the language of a header.
      if (Ext == ".h" && Value.starts_with("-std=") && Value.contains("++"))
        Result = HeaderIsCxx = true;
      if (!Value.consume_front("-x"))
        continue;
      HeaderIsCxx = false;
      if (Value.empty() && I + 1 < Words.size())
        Value = Words[++I];
      if (!Value.empty() && Value != "none")
        Result = Value.starts_with("c++") || Value.contains("c++") || Value == "cu";
    }
    return Result;
  }

  void filter(const std::vector<std::string> &Words) {
    std::vector<const char *> Argv;
    for (const std::string &Word : Words)
      Argv.push_back(Word.c_str());
    unsigned MissingIndex = 0, MissingCount = 0;
    llvm::opt::InputArgList Args = clang::getDriverOptTable().ParseArgs(
        Argv, MissingIndex, MissingCount,
        llvm::opt::Visibility(clangCl() ? unsigned(opts::CLOption) | opts::ClangOption
                                        : unsigned(opts::ClangOption)));
    // The words of an option reach up to the next one, so spellings survive unchanged.
    unsigned End = MissingCount ? MissingIndex : unsigned(Words.size());
    for (auto It = Args.begin(); It != Args.end(); ++It) {
      auto Next = std::next(It);
      unsigned Begin = (*It)->getIndex();
      unsigned Stop = Next == Args.end() ? End : (*Next)->getIndex();
      judge(**It, std::span(Words).subspan(Begin, std::max(Begin, Stop) - Begin));
    }
  }

  void keep(std::span<const std::string> Spelling) {
    Kept.insert(Kept.end(), Spelling.begin(), Spelling.end());
  }

  void judge(const llvm::opt::Arg &Arg, std::span<const std::string> Spelling) {
    const llvm::opt::Option &Option = Arg.getOption();
    llvm::StringRef Text = Spelling.empty() ? llvm::StringRef() : Spelling[0];
    // Before the table: it knows some of them, other compilers mean others.
    if (startsWithAny(Text, ModulePrefixes)) {
      Out.DroppedModules = true;
      return;
    }
    if (Option.getID() == opts::OPT_UNKNOWN) {
      // nvcc glues what others keep apart.
      if (Compiler.Kind != CompilerName::Nvcc || !judgeNvcc(Text))
        Out.Dropped.push_back(Text.str());
      return;
    }
    if (Option.matches(opts::OPT_INPUT) || Option.matches(opts::OPT__DASH_DASH) ||
        Option.matches(opts::OPT_o) || Option.matches(opts::OPT_Action_Group) ||
        Option.matches(opts::OPT_M_Group) || Option.matches(opts::OPT_W_Group) ||
        Option.matches(opts::OPT_R_Group) || Option.matches(opts::OPT_pedantic_Group) ||
        Option.matches(opts::OPT_w) || Option.matches(opts::OPT_Link_Group) ||
        Option.matches(opts::OPT_Wa_COMMA) || Option.matches(opts::OPT_mllvm) ||
        Option.matches(opts::OPT_v) || Option.hasFlag(opts::LinkerInput) ||
        Option.hasFlag(opts::LinkOption) || Option.hasFlag(opts::Unsupported) ||
        startsWithAny(Text, DroppedPrefixes))
      return;
    if (Compiler.Kind == CompilerName::Nvcc && judgeNvcc(Text))
      return;
    if (Option.matches(opts::OPT_Wp_COMMA)) {
      if (!Text.starts_with("-Wp,-M"))
        keep(Spelling);
    } else if (Option.matches(opts::OPT_Xclang)) {
      judgeXclang(Arg.getValue());
    } else if (Option.matches(opts::OPT_include)) {
      // Past the driver: it would take a .pch or .gch next to the header instead.
      Kept.insert(Kept.end(), {"-Xclang", "-include", "-Xclang", Arg.getValue()});
    } else if (Option.matches(opts::OPT_include_pch)) {
      keepTextOfPch(Arg.getValue());
    } else if (Option.matches(opts::OPT_std_EQ)) {
      keepStandard(Arg.getValue());
    } else if (Option.matches(opts::OPT_x)) {
      if (llvm::StringRef(Arg.getValue()) != "none")
        keep(Spelling);
    } else if (Option.matches(opts::OPT_target) || Text.starts_with("--target")) {
      HasTarget = true;
      if (Options.Machine != SanitizeOptions::KeepNone)
        keep(Spelling);
    } else if (Options.Machine != SanitizeOptions::KeepAll && Option.matches(opts::OPT_m_Group) &&
               Text != "-m32" && Text != "-m64") {
      Out.Dropped.push_back(Text.str());
    } else {
      keep(Spelling);
    }
  }

  /// `-isystem=dir`, `-x=cu`: true when handled.
  bool judgeNvcc(llvm::StringRef Text) {
    for (llvm::StringRef Flag : {"-isystem", "-x", "-I", "-D", "-std", "--std"})
      if (Text.starts_with(Flag) && Text.substr(Flag.size()).starts_with("=")) {
        llvm::StringRef Value = Text.substr(Flag.size() + 1);
        if (Flag.ends_with("std"))
          keepStandard(Value);
        else if (Flag == "-x")
          Kept.insert(Kept.end(), {"-x", Value == "cu" ? "cuda" : Value.str()});
        else
          Kept.insert(Kept.end(), {Flag.str(), Value.str()});
        return true;
      }
    return false;
  }

  /// -Xclang passes words one by one; some of them take the next one with them.
  void judgeXclang(llvm::StringRef Value) {
    if (DropNextXclang) {
      DropNextXclang = false;
      if (TextOfNextPch)
        keepTextOfPch(Value);
      TextOfNextPch = false;
      return;
    }
    if (Value == "-include-pch" || Value == "-load" || Value == "-plugin" ||
        Value == "-add-plugin" || Value.starts_with("-plugin-arg") || Value == "-mllvm") {
      DropNextXclang = true;
      TextOfNextPch = Value == "-include-pch";
    } else if (startsWithAny(Value, ModulePrefixes)) {
      Out.DroppedModules = true;
    } else if (!startsWithAny(Value, DroppedPrefixes) && !Value.starts_with("-verify") &&
               !Value.starts_with("-W") && Value != "-fno-pch-timestamp") {
      Kept.insert(Kept.end(), {"-Xclang", Value.str()});
    }
  }

  /// A binary of another compiler cannot be read; the header it was made from can.
  void keepTextOfPch(llvm::StringRef Pch) {
    llvm::StringRef Header = Pch;
    if (!Header.consume_back(".pch") && !Header.consume_back(".gch"))
      return;
    if (llvm::is_contained(Kept, Header)) // CMake names the header as well.
      return;
    if (llvm::sys::fs::exists(absolutePath(Header.str(), Unit.Directory)))
      Kept.insert(Kept.end(), {"-Xclang", "-include", "-Xclang", Header.str()});
  }

  void keepStandard(llvm::StringRef Value) {
    auto Kind = clang::LangStandard::getLangKind(Value);
    if (Kind != clang::LangStandard::lang_unspecified) {
      // GCC warns about the standard of another language, Clang gives up.
      bool ForCxx = clang::LangStandard::getLangStandardForKind(Kind).isCPlusPlus();
      if (ForCxx == Cxx || Value.starts_with("cuda") || Value.starts_with("hlsl"))
        Kept.push_back("-std=" + Value.str());
      else
        Out.Dropped.push_back("-std=" + Value.str());
      return;
    }
    Out.Dropped.push_back("-std=" + Value.str());
    if (Cxx && Value.contains("++"))
      Kept.push_back(Value.starts_with("gnu") ? "-std=gnu++2c" : "-std=c++2c");
    else if (!Cxx && !Value.contains("++"))
      Kept.push_back(Value.starts_with("gnu") ? "-std=gnu2y" : "-std=c2y");
  }

  /// A place in the LLVM we are linked to: the driver searches from there.
  std::string ourClang() const {
    llvm::StringRef Prefix = Options.ResourceDir; // PREFIX/lib/clang/22
    for (int I = 0; I != 3; ++I)
      Prefix = llvm::sys::path::parent_path(Prefix);
    return Prefix.empty() ? "clang" : Prefix.str() + "/bin/clang";
  }

  void addHead(const std::vector<std::string> &Words) {
    // Clang looks for its libc++ next to itself, so the name stays when it is a Clang.
    bool KeepName = Compiler.Kind == CompilerName::Clang && !Compiler.Path.empty();
    Out.Args = {KeepName ? Compiler.Path : ourClang(), clangCl()      ? "--driver-mode=cl"
                                                       : Compiler.Cxx ? "--driver-mode=g++"
                                                                      : "--driver-mode=gcc"};
    if (!Options.ResourceDir.empty())
      Out.Args.push_back("-resource-dir=" + Options.ResourceDir);
    std::string Triple = Compiler.Triple;
    std::vector<std::string> Tail;
    if (Options.Probe && needsProbe(Compiler)) {
      const ProbeResult &Probed = probeCompiler(Compiler, Cxx, Words, Unit.Directory);
      if (Probed.Error.empty()) {
        if (!Compiler.Triple.empty() && !Probed.Target.empty())
          Triple = Probed.Target;
        Tail = {"-nostdlibinc"};
        if (Cxx)
          Tail.push_back("-nostdinc++");
        for (const std::string &Include : Probed.Includes)
          Tail.insert(Tail.end(), {"-isystem", Include});
      } else if (!Compiler.Triple.empty()) {
        Out.Notes.push_back("cannot ask '" + Compiler.Path + "' for its headers: " + Probed.Error);
      }
    }
    bool Known = llvm::Triple(Triple).getArch() != llvm::Triple::UnknownArch;
    if (!Triple.empty() && Known && !HasTarget && Options.Machine != SanitizeOptions::KeepNone)
      Out.Args.push_back("--target=" + Triple);
    if (llvm::sys::path::extension(Unit.File) == ".cu")
      Out.Args.insert(Out.Args.end(), {"--cuda-host-only", "-nocudalib"});
    Out.Args.push_back("-fsyntax-only");
    Out.Args.insert(Out.Args.end(), Kept.begin(), Kept.end());
    Out.Args.insert(Out.Args.end(), Tail.begin(), Tail.end());
    if (HeaderIsCxx)
      Out.Args.insert(Out.Args.end(), {"-x", "c++-header"});
    Out.Args.push_back(Unit.File);
  }

  const CompileUnit &Unit;
  const SanitizeOptions &Options;
  CompilerName Compiler;
  CleanCommand Out;
  std::vector<std::string> Kept;
  bool Cxx = false, HeaderIsCxx = false, HasTarget = false;
  bool DropNextXclang = false, TextOfNextPch = false;
};

} // namespace

CleanCommand sanitizeCommand(const CompileUnit &Unit, const SanitizeOptions &Options) {
  return Sanitizer(Unit, Options).run();
}

} // namespace connlint
