// Config.cpp - reads .connlint.yaml with LLVM's YAML parser, node by node, so that every
// error has its line and column.
#include "Config.h"
#include "Analysis.h"
#include "RuleSelection.h"
#include "Suggest.h"
#include "UsageError.h"
#include "output/Levels.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include <algorithm>
#include <functional>
#include <set>

namespace connlint {

namespace {

constexpr const char *FileName = ".connlint.yaml";

class ConfigReader {
public:
  ConfigReader(const std::string &Text, const std::string &Path)
      : Path(Path), Text(Text), Input(Text, Sources, /*ShowColors=*/false) {
    Sources.setDiagHandler(&ConfigReader::keepFirst, this);
    Result.File = Path;
    Result.Folder = llvm::sys::path::parent_path(Path).str();
  }

  Config read() {
    failOnBytes();
    for (llvm::yaml::Document &Document : Input) {
      llvm::yaml::Node *Root = Document.getRoot();
      failOnSyntax();
      if (!Root || llvm::isa<llvm::yaml::NullNode>(Root))
        continue;
      auto *Map = llvm::dyn_cast<llvm::yaml::MappingNode>(Root);
      if (!Map)
        fail(Root, "expected keys such as 'checks:'");
      for (auto &Entry : *Map)
        readKey(Entry);
      failOnSyntax();
    }
    failOnSyntax();
    return std::move(Result);
  }

private:
  static void keepFirst(const llvm::SMDiagnostic &Diag, void *Self) {
    auto &Reader = *static_cast<ConfigReader *>(Self);
    if (Reader.SyntaxError.empty())
      Reader.SyntaxError = Reader.at(unsigned(Diag.getLineNo()), unsigned(Diag.getColumnNo()) + 1,
                                     Diag.getMessage().str());
  }

  std::string at(unsigned Line, unsigned Column, const std::string &Message) const {
    return Path + ":" + std::to_string(Line) + ":" + std::to_string(Column) + ": error: " + Message;
  }

  [[noreturn]] void fail(llvm::yaml::Node *Node, const std::string &Message) {
    failOnSyntax();
    auto [Line, Column] = Sources.getLineAndColumn(Node->getSourceRange().Start);
    throw LocatedError(at(Line, Column, Message));
  }

  void failOnSyntax() {
    if (!SyntaxError.empty())
      throw LocatedError(SyntaxError);
  }

  /// What is no UTF-8 the parser takes for another encoding, or for the end.
  void failOnBytes() {
    const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data());
    const auto *At = Begin;
    if (!llvm::isLegalUTF8String(&At, Begin + Text.size()))
      throw LocatedError(at(1 + unsigned(std::count(Begin, At, '\n')), 1, "this is not UTF-8"));
  }

  std::string scalar(llvm::yaml::Node *Node, const std::string &Expected) {
    llvm::SmallString<64> Storage;
    if (auto *Scalar = llvm::dyn_cast_or_null<llvm::yaml::ScalarNode>(Node))
      if (llvm::StringRef Value = Scalar->getValue(Storage); !Value.empty())
        return Value.str();
    failOnSyntax();
    fail(Node, "expected " + Expected);
  }

  /// A sequence of scalars, or one scalar with commas. Mistake tells what is wrong with one
  /// of them.
  std::vector<std::string> strings(llvm::yaml::Node *Node, const std::string &Key,
                                   const std::function<std::string(const std::string &)> &Mistake) {
    std::vector<std::string> Out;
    auto Add = [&](llvm::yaml::Node *At, std::string Item) {
      if (std::string Wrong = Mistake(Item); !Wrong.empty())
        fail(At, Wrong);
      Out.push_back(std::move(Item));
    };
    if (auto *List = llvm::dyn_cast_or_null<llvm::yaml::SequenceNode>(Node)) {
      for (llvm::yaml::Node &Item : *List)
        Add(&Item, scalar(&Item, "a string in '" + Key + "'"));
      return Out;
    }
    llvm::SmallVector<llvm::StringRef> Parts;
    std::string All = scalar(Node, "a list of strings for '" + Key + "'");
    llvm::StringRef(All).split(Parts, ',', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Part : Parts)
      Add(Node, Part.trim().str());
    return Out;
  }

  static std::string wrongCheck(const std::string &Glob) {
    try {
      disabledRules({{Glob}});
      return "";
    } catch (const UsageError &Error) {
      return Error.what();
    }
  }

  std::string wrongModel(const std::string &Model) const {
    return llvm::sys::fs::exists(absolute(Model)) ? ""
                                                  : "there is no file '" + absolute(Model) + "'";
  }

  static std::string wrongGlob(const std::string &Glob) {
    auto Pattern = llvm::GlobPattern::create(Glob, /*MaxSubPatterns=*/64);
    return Pattern ? "" : "'" + Glob + "' is not a glob: " + llvm::toString(Pattern.takeError());
  }

  bool boolean(llvm::yaml::Node *Node) {
    std::string Text = scalar(Node, "true or false");
    if (Text != "true" && Text != "false")
      fail(Node, "expected true or false");
    return Text == "true";
  }

  void readKey(llvm::yaml::KeyValueNode &Entry) {
    llvm::yaml::Node *KeyNode = Entry.getKey();
    std::string Key = scalar(KeyNode, "a key");
    llvm::yaml::Node *Value = Entry.getValue();
    failOnSyntax();
    if (!Keys.insert(Key).second)
      fail(KeyNode, "'" + Key + "' stands here a second time");
    if (llvm::isa_and_nonnull<llvm::yaml::NullNode>(Value))
      fail(KeyNode, "'" + Key + "' has no value");
    if (Key == "checks") {
      Result.Checks = strings(Value, Key, wrongCheck);
    } else if (Key == "models") {
      for (const std::string &Model :
           strings(Value, Key, [&](const std::string &M) { return wrongModel(M); }))
        Result.Models.push_back(absolute(Model));
    } else if (Key == "ignore") {
      Result.Ignore = strings(Value, Key, wrongGlob);
    } else if (Key == "fail-on") {
      Result.FailOn = parseLevel(scalar(Value, "a level"));
      if (!Result.FailOn)
        fail(Value, "expected error, warning or note");
    } else if (Key == "baseline") {
      Result.Baseline = absolute(scalar(Value, "the name of a file"));
    } else if (Key == "require-nolint-reason") {
      Result.RequireNolintReason = boolean(Value);
    } else if (Key == "report-unused-nolint") {
      Result.ReportUnusedNolint = boolean(Value);
    } else if (Key == "options") {
      readOptions(Value);
    } else {
      fail(KeyNode,
           "unknown key '" + Key + "'" +
               didYouMean(Key, {"baseline", "checks", "fail-on", "ignore", "models", "options",
                                "report-unused-nolint", "require-nolint-reason"}));
    }
  }

  void readOptions(llvm::yaml::Node *Node) {
    auto *Map = llvm::dyn_cast_or_null<llvm::yaml::MappingNode>(Node);
    if (!Map)
      fail(Node, "expected keys such as 'connlint-raw-connect.always:'");
    for (auto &Entry : *Map) {
      std::string Key = scalar(Entry.getKey(), "the name of an option");
      if (Key.starts_with("connlint-"))
        Key.erase(0, sizeof("connlint-") - 1);
      std::map<std::string, std::string> One = {{Key, scalar(Entry.getValue(), "a value")}};
      if (std::string Error = validateRuleOptions(One); !Error.empty())
        fail(Entry.getKey(), Error);
      Result.RuleOptions.insert(One.begin(), One.end());
    }
  }

  std::string absolute(const std::string &Relative) const {
    llvm::SmallString<256> Full;
    if (!llvm::sys::path::is_absolute(Relative))
      Full = Result.Folder;
    llvm::sys::path::append(Full, Relative);
    llvm::sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
    return Full.str().str();
  }

  const std::string &Path, &Text;
  llvm::SourceMgr Sources;
  llvm::yaml::Stream Input;
  std::string SyntaxError;
  std::set<std::string> Keys;
  Config Result;
};

bool globMatches(llvm::StringRef Glob, llvm::StringRef Text) {
  auto Pattern = llvm::GlobPattern::create(Glob, /*MaxSubPatterns=*/64);
  if (Pattern)
    return Pattern->match(Text);
  llvm::consumeError(Pattern.takeError());
  return false;
}

} // namespace

bool Config::ignores(std::string_view Path) const {
  llvm::StringRef Relative = Path;
  if (Ignore.empty() || !Relative.consume_front(Folder) || !Relative.consume_front("/"))
    return false;
  for (llvm::StringRef Glob : Ignore) {
    Glob.consume_front("./");
    bool Anchored = Glob.consume_front("/");
    bool FoldersOnly = Glob.consume_back("/");
    if (Glob.consume_back("/**"))
      FoldersOnly = Anchored = true;
    Anchored |= Glob.contains('/');
    // Each prefix of the path that ends at a separator, then the path itself.
    for (size_t Begin = 0, End = 0; End != Relative.size(); Begin = End + 1) {
      End = std::min(Relative.find('/', Begin), Relative.size());
      if (End == Relative.size() && FoldersOnly)
        break;
      if (globMatches(Glob, Anchored ? Relative.take_front(End) : Relative.slice(Begin, End)))
        return true;
    }
  }
  return false;
}

Config parseConfig(const std::string &Text, const std::string &Path) {
  return ConfigReader(Text, Path).read();
}

Config loadConfig(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    throw UsageError("cannot read configuration '" + Path + "': " + Buffer.getError().message());
  return parseConfig((*Buffer)->getBuffer().str(), Path);
}

ConfigFinder::ConfigFinder(const std::string &Path) {
  if (Path.empty())
    return;
  llvm::SmallString<256> Full(Path);
  llvm::sys::fs::make_absolute(Full);
  llvm::sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  Fixed = std::make_shared<Config>(loadConfig(Full.str().str()));
}

std::shared_ptr<const Config> ConfigFinder::forFile(const std::string &Path) {
  return Fixed ? Fixed : forFolder(llvm::sys::path::parent_path(Path).str());
}

std::shared_ptr<const Config> ConfigFinder::forFolder(const std::string &Folder) {
  if (auto It = Folders.find(Folder); It != Folders.end())
    return It->second;
  std::shared_ptr<const Config> Found;
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(Path, FileName);
  llvm::StringRef Parent = llvm::sys::path::parent_path(Folder);
  if (llvm::sys::fs::exists(Path))
    Found = std::make_shared<Config>(loadConfig(Path.str().str()));
  else if (Parent.empty() || Parent == Folder)
    Found = std::make_shared<Config>();
  else
    Found = forFolder(Parent.str());
  return Folders[Folder] = Found;
}

} // namespace connlint
