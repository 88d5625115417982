// MergeCommand.cpp - reads the files, writes the merged one, reports limits on stderr.
#include "MergeCommand.h"
#include "ReportSink.h"
#include "RunLog.h"
#include "SarifMerge.h"
#include "UsageError.h"
#include "output/JsonText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/MemoryBuffer.h"
#include <iostream>

namespace connlint {

/// One result per line, as check writes it: a large report diffs well.
static std::string logText(const OrderedJson &Log) {
  OrderedJson Run = Log["runs"][0];
  OrderedJson Results = std::move(Run["results"]);
  Run.erase("results");
  std::string Out = "{\n\"$schema\": " + jsonText(Log["$schema"]) +
                    ",\n\"version\": " + jsonText(Log["version"]) + ",\n\"runs\": [{\n";
  for (const auto &[Key, Value] : Run.items())
    Out += jsonText(Key) + ": " + jsonText(Value) + ",\n";
  Out += "\"results\": [";
  const char *Separator = "\n";
  for (const OrderedJson &Result : Results) {
    Out += Separator + jsonText(Result);
    Separator = ",\n";
  }
  return Out + "\n]\n}]\n}\n";
}

static size_t compressedSize(const std::string &Text) {
  if (!llvm::compression::zlib::isAvailable())
    return 0;
  llvm::SmallVector<uint8_t> Bytes;
  llvm::compression::zlib::compress(llvm::arrayRefFromStringRef(Text), Bytes);
  return Bytes.size();
}

int runMerge(const MergeOptions &Options) {
  ReportSink Sink(Options.Output);
  SarifMerge Merge;
  for (const std::string &File : Options.Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      throw UsageError("cannot read '" + File + "': " + Buffer.getError().message());
    Merge.add(File, (*Buffer)->getBuffer());
  }
  OrderedJson Log = Merge.merged();
  std::string Text = logText(Log);
  Sink.stream() << Text;
  Sink.commit();
  for (const std::string &Limit : SarifMerge::limits(Log, compressedSize(Text)))
    std::cerr << "connlint: warning: " << Limit << "\n";
  if (!Options.Quiet)
    std::cerr << "connlint: " << counted(Options.Files.size(), "report") << " merged, "
              << counted(Log["runs"][0]["results"].size(), "finding") << ", " << Merge.duplicates()
              << " more of them in several reports\n";
  return Merge.exitCode();
}

} // namespace connlint
