// AnnotationText.cpp - see AnnotationText.h.
#include "model/AnnotationText.h"
#include <utility>

namespace connlint {

static constexpr std::string_view Prefix = "connlint";
static constexpr size_t MaxText = 4096;

YamlNode scalarAt(const YamlNode &Where, std::string Text) {
  YamlNode Node;
  Node.Kind = YamlNode::Scalar;
  Node.Line = Where.Line;
  Node.Column = Where.Column;
  Node.Text = std::move(Text);
  return Node;
}

YamlNode *find(YamlNode &Mapping, std::string_view Key) {
  auto It = std::ranges::find(Mapping.Keys, Key, &YamlNode::Text);
  return It == Mapping.Keys.end() ? nullptr : &Mapping.Items[It - Mapping.Keys.begin()];
}

void insert(YamlNode &Mapping, std::string Key, std::string Value) {
  Mapping.Keys.push_back(scalarAt(Mapping, std::move(Key)));
  Mapping.Items.push_back(scalarAt(Mapping, std::move(Value)));
}

bool isOneOf(std::string_view Word, ModelKeys Words) {
  return std::ranges::find(Words, Word) != Words.end();
}

/// Nothing, or the name of a resource, is a short mapping.
static void makeMapping(YamlNode &Node) {
  if (Node.Kind != YamlNode::Scalar && Node.Kind != YamlNode::Null)
    return;
  std::string Text = std::exchange(Node.Text, {});
  bool Named = Node.Kind == YamlNode::Scalar;
  Node.Kind = YamlNode::Mapping;
  if (Named)
    insert(Node, "resource", std::move(Text));
}

std::optional<YamlNode> AnnotationTexts::read(const Annotation &A) {
  All.push_back(&A);
  YamlNode Whole;
  Whole.Line = static_cast<unsigned>(All.size());
  std::string_view Text = A.Text;
  size_t Start = std::min(Text.find(Prefix) + Prefix.size(), Text.size());
  if (Text.substr(Start, 1) != ":") {
    Errors.add(Whole, "a colon is missing; write \"connlint: ...\"");
    return std::nullopt;
  }
  Start = Text.find_first_not_of(" \t\n", Start + 1);
  if (Start == std::string_view::npos || Text.size() > MaxText) {
    Errors.add(Whole,
               Text.size() > MaxText
                   ? "the annotation is longer than " + std::to_string(MaxText) + " characters"
                   : "the annotation says nothing; write such as \"connlint: acquire\" "
                     "or \"connlint: {release: {arg: 1}}\"");
    return std::nullopt;
  }
  Text.remove_prefix(Start);
  auto OffsetOf = [&](unsigned Line, unsigned Column) {
    size_t At = 0;
    for (; Line > 1 && At != std::string_view::npos; --Line)
      At = Text.find('\n', At) + 1;
    return static_cast<unsigned>(Start + At + Column);
  };
  ModelErrors Found;
  std::vector<YamlNode> Documents = parseYaml(Text, Found);
  for (ModelError &E : Found.List)
    Errors.List.push_back({"", Whole.Line, OffsetOf(E.Line, E.Column), std::move(E.Message)});
  if (!Found.List.empty())
    return std::nullopt;
  auto Relocate = [&](auto &Self, YamlNode &Node) -> void {
    Node.Column = OffsetOf(Node.Line, Node.Column);
    Node.Line = Whole.Line;
    for (YamlNode &Key : Node.Keys)
      Self(Self, Key);
    for (YamlNode &Item : Node.Items)
      Self(Self, Item);
  };
  YamlNode Root = std::move(Documents.front());
  Relocate(Relocate, Root);
  if (Root.Kind == YamlNode::Scalar) {
    YamlNode Word = scalarAt(Root, "");
    Word.Kind = YamlNode::Mapping;
    Word.Keys.push_back(std::move(Root));
    Word.Items.push_back(scalarAt(Word, ""));
    Word.Items.back().Kind = YamlNode::Null;
    return Word;
  }
  if (Root.Kind != YamlNode::Mapping || Documents.size() > 1) {
    Errors.add(Root, "an annotation is one word or one mapping, such as {acquire: lease}");
    return std::nullopt;
  }
  return Root;
}

/// At a parameter, what takes an argument means that one.
void AnnotationTexts::placeAtParameter(unsigned Parameter, const YamlNode &Key, YamlNode &Value) {
  std::string Number = std::to_string(Parameter);
  auto Say = [&](YamlNode &Mapping, const char *Word) {
    if (find(Mapping, Word))
      Errors.add(*find(Mapping, Word), "'" + std::string(Word) +
                                           "' is the parameter that the annotation stands "
                                           "at; remove it, or annotate the function");
    else
      insert(Mapping, Word, Number);
  };
  if (isOneOf(Key.Text, {"release", "connect", "status", "transaction-test"})) {
    forEachMapping(&Value, [&](YamlNode &Each) { Say(Each, "arg"); });
  } else if (Key.Text == "sql") {
    forEachMapping(&Value, [&](YamlNode &Each) { Say(Each, "connection"); });
  } else if (Key.Text == "acquire") {
    forEachMapping(&Value, [&](YamlNode &Each) {
      if (find(Each, "at"))
        Say(Each, "at");
      else
        insert(Each, "at", "parameter " + Number); // placeOfAcquire says which way.
    });
  } else if (isOneOf(Key.Text, {"returns-argument", "returns-derived", "returns-socket", "sets-up",
                                "asks-status", "releases-children", "lists-children", "takes",
                                "tolerates-unchecked"})) {
    if (Value.Kind == YamlNode::Null)
      Value = scalarAt(Value, Number);
    else
      Errors.add(Value, "'" + Key.Text +
                            "' means the parameter that the annotation stands at; "
                            "write it without a number, or annotate the function");
  } else if (isOneOf(Key.Text, {"memory", "noreturn", "returns", "blocking", "no-wait", "pure"})) {
    Errors.add(Key, "'" + Key.Text + "' is about the whole call; annotate the function");
  }
}

void AnnotationTexts::place(const Annotation &A, YamlNode &Mapping) {
  for (size_t I = 0; I != Mapping.Keys.size(); ++I) {
    const YamlNode &Key = Mapping.Keys[I];
    YamlNode &Value = Mapping.Items[I];
    if (isOneOf(Key.Text, {"acquire", "release", "connect"})) {
      if (Value.Kind == YamlNode::Sequence)
        std::ranges::for_each(Value.Items, makeMapping);
      else
        makeMapping(Value);
    } else if (isOneOf(Key.Text, {"status", "sql", "transaction-test"})) {
      if (Value.Kind == YamlNode::Null)
        makeMapping(Value);
    } else if (Key.Text == "name") {
      Errors.add(Key, "'name' is the function that the annotation stands at; remove it");
    }
    if (A.Parameter)
      placeAtParameter(*A.Parameter, Key, Value);
    else if (isOneOf(Key.Text, {"noreturn", "pure"}) && Value.Kind == YamlNode::Null)
      Value = scalarAt(Value, "true");
  }
}

std::vector<ModelError> AnnotationTexts::errors() const {
  std::vector<ModelError> Result;
  for (const ModelError &E : Errors.List) {
    const Annotation &A = *All[E.Line - 1];
    unsigned Offset = E.Column - 1;
    bool Exact = A.TextLine && Offset >= A.TextOffset;
    Result.push_back({A.File, Exact ? A.TextLine : A.Line,
                      Exact ? A.TextColumn + Offset - A.TextOffset : A.Column, E.Message});
  }
  return Result;
}

bool isAnnotation(std::string_view Text) {
  size_t Start = Text.find_first_not_of(" \t\n");
  if (Start == std::string_view::npos)
    return false;
  Text.remove_prefix(Start);
  if (!Text.starts_with(Prefix))
    return false;
  Text.remove_prefix(Prefix.size());
  return Text.empty() || Text.front() == ':' || Text.front() == ' ';
}

} // namespace connlint
