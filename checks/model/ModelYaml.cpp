// ModelYaml.cpp - walks the nodes of LLVM's YAML parser.
//
// Any bytes may come in. The walk is bounded in depth and stops at the first syntax
// error: the parser's own clean-up recurses, so a tree that is too deep is abandoned.
#include "model/ModelYaml.h"
#include <algorithm>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>
#include <set>

namespace connlint {

namespace {

constexpr size_t MaxTextSize = 1 << 20;
constexpr unsigned MaxDepth = 16;

class TreeBuilder {
public:
  TreeBuilder(const std::string &Text, ModelErrors &Errors) : Text(Text), Errors(Errors) {
    for (size_t I = 0; I != Text.size(); ++I)
      if (Text[I] == '\n')
        LineStarts.push_back(I + 1);
  }

  std::vector<YamlNode> run();

private:
  /// False: give up, the parser is in an error state or the text is nested too deeply.
  bool build(llvm::yaml::Node *From, YamlNode &To, unsigned Depth);
  bool buildMapping(llvm::yaml::MappingNode &From, YamlNode &To, unsigned Depth);
  bool takeText(llvm::StringRef Value, YamlNode &To);
  void place(YamlNode &Node, const char *Where, char Bracket = 0) const;
  static void report(const llvm::SMDiagnostic &D, void *Self);

  const std::string &Text;
  ModelErrors &Errors;
  std::vector<size_t> LineStarts{0};
  bool SyntaxError = false;
};

/// The parser starts a flow collection behind its bracket: step back to Bracket.
void TreeBuilder::place(YamlNode &Node, const char *Where, char Bracket) const {
  const char *Begin = Text.data();
  size_t Offset = 0;
  if (std::less_equal<>()(Begin, Where))
    Offset = std::min(static_cast<size_t>(Where - Begin), Text.size());
  if (Bracket) {
    size_t Before = Offset ? Text.find_last_not_of(" \t\r\n", Offset - 1) : std::string::npos;
    if (Before != std::string::npos && Text[Before] == Bracket)
      Offset = Before;
  }
  auto Line = std::ranges::upper_bound(LineStarts, Offset) - 1;
  Node.Line = static_cast<unsigned>(Line - LineStarts.begin()) + 1;
  Node.Column = static_cast<unsigned>(Offset - *Line) + 1;
}

void TreeBuilder::report(const llvm::SMDiagnostic &D, void *Self) {
  auto &Builder = *static_cast<TreeBuilder *>(Self);
  if (Builder.SyntaxError)
    return; // The parser repeats itself once it has lost its way.
  Builder.SyntaxError = true;
  YamlNode At;
  Builder.place(At, D.getLoc().getPointer());
  std::string Message = D.getMessage().str();
  while (!Message.empty() && (Message.back() == '.' || Message.back() == '!'))
    Message.pop_back();
  if (!Message.empty())
    Message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(Message[0])));
  Builder.Errors.add(At, "this is not YAML: " + Message);
}

bool TreeBuilder::takeText(llvm::StringRef Value, YamlNode &To) {
  To.Kind = YamlNode::Scalar;
  To.Text = Value.str();
  if (std::ranges::any_of(To.Text, [](unsigned char C) { return C < 0x20 || C == 0x7f; })) {
    Errors.add(To, "control character in a text; write it on one line, without tabs");
    To.Text.clear();
  }
  return true;
}

bool TreeBuilder::buildMapping(llvm::yaml::MappingNode &From, YamlNode &To, unsigned Depth) {
  To.Kind = YamlNode::Mapping;
  std::set<std::string> Seen;
  for (llvm::yaml::KeyValueNode &Entry : From) {
    YamlNode Key, Value;
    if (SyntaxError || !build(Entry.getKey(), Key, Depth + 1) ||
        !build(Entry.getValue(), Value, Depth + 1))
      return false;
    if (Key.Kind != YamlNode::Scalar) {
      Errors.add(Key, "a key must be a word");
    } else if (!Seen.insert(Key.Text).second) {
      Errors.add(Key, "duplicate key '" + Key.Text + "'; remove one of the two");
    } else {
      To.Keys.push_back(std::move(Key));
      To.Items.push_back(std::move(Value));
    }
  }
  return !SyntaxError;
}

bool TreeBuilder::build(llvm::yaml::Node *From, YamlNode &To, unsigned Depth) {
  if (!From || SyntaxError)
    return false;
  char Bracket = llvm::isa<llvm::yaml::MappingNode>(From)    ? '{'
                 : llvm::isa<llvm::yaml::SequenceNode>(From) ? '['
                                                             : '\0';
  place(To, From->getSourceRange().Start.getPointer(), Bracket);
  if (Depth > MaxDepth) {
    Errors.add(To,
               "nested too deeply; a model needs at most " + std::to_string(MaxDepth) + " levels");
    return false;
  }
  if (!From->getAnchor().empty())
    Errors.add(To, "anchors are not supported; write the value out");
  if (!From->getRawTag().empty())
    Errors.add(To, "tags are not supported; remove '" + From->getRawTag().str() + "'");

  if (auto *Mapping = llvm::dyn_cast<llvm::yaml::MappingNode>(From))
    return buildMapping(*Mapping, To, Depth);
  if (auto *Sequence = llvm::dyn_cast<llvm::yaml::SequenceNode>(From)) {
    To.Kind = YamlNode::Sequence;
    for (llvm::yaml::Node &Item : *Sequence) {
      if (!build(&Item, To.Items.emplace_back(), Depth + 1))
        return false;
    }
    return !SyntaxError;
  }
  if (auto *Scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(From)) {
    llvm::SmallString<64> Storage;
    return takeText(Scalar->getValue(Storage), To);
  }
  if (auto *Block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(From))
    return takeText(Block->getValue(), To);
  if (llvm::isa<llvm::yaml::AliasNode>(From))
    Errors.add(To, "aliases are not supported; write the value out");
  return !SyntaxError;
}

std::vector<YamlNode> TreeBuilder::run() {
  std::vector<YamlNode> Documents;
  llvm::SourceMgr Sources;
  Sources.setDiagHandler(report, this);
  llvm::yaml::Stream Stream(Text, Sources, /*ShowColors=*/false);
  for (llvm::yaml::Document &Document : Stream) {
    YamlNode Root;
    if (!build(Document.getRoot(), Root, 0))
      break;
    if (Root.Kind != YamlNode::Null)
      Documents.push_back(std::move(Root));
  }
  if (Stream.failed() && Errors.List.empty())
    Errors.add({}, "this is not YAML");
  return Documents;
}

} // namespace

std::vector<YamlNode> parseYaml(std::string_view Input, ModelErrors &Errors) {
  // A copy, so that a null byte follows the text whatever the caller has.
  const std::string Text(Input);
  if (Text.size() > MaxTextSize) {
    Errors.add({}, "the file is larger than 1 MiB; split it");
    return {};
  }
  if (Text.find('\0') != std::string::npos) {
    Errors.add({}, "the file contains a null byte; is it a text file in UTF-8?");
    return {};
  }
  std::vector<YamlNode> Documents;
  if (!Text.empty())
    Documents = TreeBuilder(Text, Errors).run();
  if (Documents.empty() && Errors.List.empty())
    Errors.add({}, "the file is empty; a model starts with 'family: NAME'");
  return Documents;
}

} // namespace connlint
