// Excerpt.cpp - lays a source line out in terminal cells and finds the token in it.
#include "output/Excerpt.h"
#include "output/Columns.h"
#include <algorithm>
#include <vector>

namespace connlint {

namespace {
constexpr size_t TabStop = 8;
constexpr size_t MaxCells = 160;
constexpr size_t MinLead = 60;

/// What one character of the line looks like and where it starts.
struct Cell {
  size_t Byte;
  size_t Column;
  std::string Shown;
};

struct Layout {
  std::vector<Cell> Cells;
  size_t Width = 0;
  size_t Bytes = 0;

  /// The column of the character that contains Byte.
  size_t columnOf(size_t Byte) const {
    if (Byte >= Bytes)
      return Width + (Byte - Bytes);
    auto It = std::ranges::upper_bound(Cells, Byte, {}, &Cell::Byte);
    return std::prev(It)->Column;
  }
};

// Stops well behind what can be shown: a generated file may be one line of megabytes.
Layout layOut(std::string_view Line, size_t TokenEnd) {
  Layout L;
  size_t I = 0;
  for (; I < Line.size() && (I < TokenEnd || L.Width <= 2 * MaxCells);) {
    CodePoint C = decodeAt(Line, I);
    std::string_view Bytes = Line.substr(I, C.Bytes);
    Cell &New = L.Cells.emplace_back(Cell{I, L.Width, {}});
    if (C.Value == '\t') {
      New.Shown.assign(TabStop - L.Width % TabStop, ' ');
      L.Width += New.Shown.size();
    } else {
      New.Shown = printable(Bytes);
      L.Width += New.Shown == Bytes ? cellWidth(C.Value) : New.Shown.size();
    }
    I += C.Bytes;
  }
  L.Bytes = I;
  return L;
}

struct Rows {
  std::string Code;
  std::string Caret;
};

std::string withoutTrailingBlanks(std::string Text) {
  Text.erase(Text.find_last_not_of(' ') + 1);
  return Text;
}

Rows render(const MaskedText &Line, size_t TokenBegin, size_t TokenEnd) {
  size_t Begin = Line.shownOffset(TokenBegin), End = Line.shownOffset(TokenEnd);
  Layout L = layOut(Line.text(), End);
  size_t From = L.columnOf(Begin), To = std::max(L.columnOf(End), From + 1);

  // Cut a wide line to a window that shows the token and what leads to it.
  size_t WindowFrom = 0, WindowTo = L.Width;
  if (L.Width > MaxCells) {
    if (To > MaxCells - 10)
      WindowFrom = From > MinLead ? From - MinLead : 0;
    WindowTo = std::min(L.Width, WindowFrom + MaxCells);
  }
  Rows R;
  if (WindowFrom > 0)
    R.Code = "...";
  size_t Lead = R.Code.size(), FirstColumn = WindowFrom;
  bool Started = false, Cut = L.Bytes < Line.text().size();
  for (const Cell &C : L.Cells) {
    if (C.Column < WindowFrom)
      continue;
    if (C.Column >= WindowTo) {
      Cut = true;
      break;
    }
    if (!Started)
      FirstColumn = C.Column;
    Started = true;
    R.Code += C.Shown;
  }
  R.Code = withoutTrailingBlanks(R.Code);
  if (Cut)
    R.Code += "...";
  To = std::min(To, std::max(WindowTo, From + 1));
  R.Caret.assign(Lead + From - std::min(FirstColumn, From), ' ');
  R.Caret += '^';
  R.Caret.append(To - From - 1, '~');
  return R;
}

std::string gutter(std::string_view Number) {
  constexpr size_t Width = 5;
  std::string Out(Width - std::min(Width, Number.size()), ' ');
  return Out.append(Number).append(" |");
}

void addRow(std::string &Out, std::string_view Number, std::string_view Text) {
  Out += gutter(Number);
  if (!Text.empty())
    Out.append(" ").append(Text);
  Out += '\n';
}
} // namespace

std::string excerpt(SourceCache &Sources, const SourcePlace &Place, unsigned ContextLines,
                    std::string_view Mark, std::string_view Reset) {
  uint32_t Count = Sources.lineCount(Place.File);
  if (!Place.valid() || Place.Line > Count)
    return {};
  uint32_t First = Place.Line > ContextLines ? Place.Line - ContextLines : 1;
  uint32_t Last = Count - Place.Line > ContextLines ? Place.Line + ContextLines : Count;
  std::string Out;
  for (uint32_t Line = First; Line <= Last; ++Line) {
    bool IsPlace = Line == Place.Line;
    size_t Begin = IsPlace && Place.Column > 0 ? Place.Column - 1 : 0;
    size_t End = IsPlace ? Sources.tokenEnd(Place) - 1 : 0;
    Rows R = render(Sources.shownLine(Place.File, Line), Begin, End);
    addRow(Out, std::to_string(Line), R.Code);
    if (IsPlace && Place.Column > 0) {
      std::string Caret(R.Caret);
      Caret.insert(Caret.find('^'), Mark);
      addRow(Out, std::string(std::min<size_t>(std::to_string(Line).size(), 20), ' '),
             Caret.append(Reset));
    }
  }
  return Out;
}

} // namespace connlint
