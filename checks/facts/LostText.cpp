// LostText.cpp - see LostText.h.
#include "facts/LostText.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace connlint {

LostText::LostText(ASTContext &Context, const FunctionDecl &Function)
    : Context(Context), SM(Context.getSourceManager()),
      File(SM.getFileID(SM.getExpansionLoc(Function.getLocation()))) {
  bool Invalid = false;
  Text = SM.getBufferData(File, &Invalid);
  if (Invalid)
    Text = {};
}

/// Where the statement stands in the file; nothing if it is not there as a whole.
std::optional<LostText::Range> LostText::rangeOf(const Stmt &S) const {
  if (S.getBeginLoc().isInvalid() || S.getEndLoc().isInvalid())
    return std::nullopt;
  auto [BeginFile, Begin] = SM.getDecomposedLoc(SM.getExpansionLoc(S.getBeginLoc()));
  SourceLocation Last = SM.getExpansionRange(S.getEndLoc()).getEnd();
  auto [EndFile, End] = SM.getDecomposedLoc(Last);
  if (BeginFile != File || EndFile != File || End < Begin)
    return std::nullopt;
  return Range{Begin, End + Lexer::MeasureTokenLength(Last, SM, Context.getLangOpts())};
}

/// The tokens that the compiler has seen, as far as the text tells: no directives, nothing between
/// "#if" and "#endif", and no macros with what they are given, which may expand to nothing.
std::vector<Token> LostText::tokensOf(Range R) const {
  std::vector<Token> Found;
  Lexer Lex(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
            Text.begin() + R.Begin, Text.end());
  unsigned Conditionals = 0, MacroDepth = 0;
  bool InDirective = false, AfterMacro = false;
  StringRef Directive = "#";
  for (Token T; !Lex.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < R.End;) {
    InDirective &= !T.isAtStartOfLine();
    if (T.is(tok::hash) && T.isAtStartOfLine()) {
      InDirective = true;
      Directive = {};
      continue;
    }
    if (InDirective) {
      if (Directive.empty() && T.is(tok::raw_identifier)) {
        Directive = T.getRawIdentifier();
        if (Directive.starts_with("if") || (Directive.starts_with("el") && !Conditionals))
          ++Conditionals;
        else if (Directive == "endif" && Conditionals)
          --Conditionals;
      }
      continue;
    }
    if (Conditionals)
      continue;
    if (MacroDepth || (AfterMacro && T.is(tok::l_paren))) {
      MacroDepth += T.is(tok::l_paren);
      MacroDepth -= T.is(tok::r_paren);
      AfterMacro = false;
      continue;
    }
    AfterMacro =
        T.is(tok::raw_identifier) && Context.Idents.get(T.getRawIdentifier()).hadMacroDefinition();
    if (!AfterMacro)
      Found.push_back(T);
  }
  return Found;
}

/// The statements of the text: up to a semicolon, or the end of a block.
std::vector<LostText::Chunk> LostText::chunksOf(Range R) const {
  std::vector<Chunk> Chunks;
  Chunk Next;
  int Depth = 0;
  auto Finish = [&] {
    if (llvm::any_of(Next.Tokens, [](const Token &T) { return T.is(tok::raw_identifier); })) {
      Next.First = Next.Tokens.front();
      Next.Last = Next.Tokens.back();
      Chunks.push_back(std::move(Next));
    }
    Next = {};
  };
  for (const Token &T : tokensOf(R)) {
    bool HasBlock = !Next.Tokens.empty() && Next.Tokens.back().is(tok::r_brace);
    if (HasBlock && Depth == 0 && T.isAtStartOfLine())
      Finish();
    if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      ++Depth;
    else if (T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace) && --Depth < 0)
      break; // Not ours any more.
    if (T.is(tok::semi) && Depth == 0)
      Finish();
    else
      Next.Tokens.push_back(T);
  }
  Finish();
  return Chunks;
}

/// "foreach" of "foreach(cell, list) { ... }", where no header tells that it is a loop.
StringRef LostText::headOf(const CompoundStmt &Block) const {
  std::optional<Range> Whole = rangeOf(Block);
  StringRef Before = Whole ? Text.take_front(Whole->Begin).rtrim() : StringRef();
  if (!Before.ends_with(")"))
    return {};
  int Depth = 0;
  do {
    Depth += Before.back() == ')';
    Depth -= Before.back() == '(';
    Before = Before.drop_back();
  } while (Depth > 0 && !Before.empty());
  Before = Before.rtrim();
  const size_t Start =
      Before.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789_");
  return Before.drop_front(Start == StringRef::npos ? 0 : Start + 1);
}

} // namespace connlint
