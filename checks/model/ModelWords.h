// ModelWords.h - the words of the YAML format, shared by the reader and the printer.
//
// A word stands here once, so that what is printed can be read back. Internal to
// checks/model.
#ifndef CONNLINT_MODEL_MODELWORDS_H
#define CONNLINT_MODEL_MODELWORDS_H

#include "model/ResourceModel.h"

namespace connlint {

template <class E> struct ModelWord {
  std::string_view Text;
  E Value;
};

inline constexpr ModelWord<ResourceKind> KindWords[] = {
    {"connection", ResourceKind::Connection},   {"lease", ResourceKind::Lease},
    {"result", ResourceKind::Result},           {"statement", ResourceKind::Statement},
    {"buffer", ResourceKind::Buffer},           {"environment", ResourceKind::Environment},
    {"transaction", ResourceKind::Transaction},
};

inline constexpr ModelWord<RequiredCheck> CheckWords[] = {
    {"none", RequiredCheck::None},
    {"null", RequiredCheck::Null},
    {"status", RequiredCheck::Status},
};

inline constexpr ModelWord<AcquireEffect::Failure> FailureWords[] = {
    {"nothing", AcquireEffect::Failure::Nothing},
    {"must-release", AcquireEffect::Failure::MustRelease},
    {"unchanged", AcquireEffect::Failure::Unchanged},
};

inline constexpr ModelWord<SqlAction> ActionWords[] = {
    {"begin", SqlAction::Begin},
    {"commit", SqlAction::Commit},
    {"rollback", SqlAction::Rollback},
};

inline constexpr ModelWord<MemoryEffect> MemoryWords[] = {
    {"allocate", MemoryEffect::Allocate},
    {"allocate-zeroed", MemoryEffect::AllocateZeroed},
    {"allocate-or-throw", MemoryEffect::AllocateOrThrow},
    {"allocate-zeroed-or-throw", MemoryEffect::AllocateZeroedOrThrow},
    {"reallocate", MemoryEffect::Reallocate},
    {"free", MemoryEffect::Free},
    {"zero", MemoryEffect::Zero},
    {"copy", MemoryEffect::Copy},
};

template <class E, size_t N> std::string_view wordOf(const ModelWord<E> (&Words)[N], E Value) {
  for (const ModelWord<E> &W : Words)
    if (W.Value == Value)
      return W.Text;
  return {};
}

/// The set a text names: "0", "1..5", "..-1", "nonzero", "positive" and so on.
std::optional<CodeSet> parseCodes(std::string_view Text);

/// Sorts the intervals and joins those that touch.
void normalize(CodeSet &Set);

/// The texts that name the set, one per interval, or one word where there is one.
std::vector<std::string> printCodes(const CodeSet &Set);

} // namespace connlint

#endif
