// Linking.h - what functions mean to other translation units.
//
// A unit tells what its functions do. Units that call them are analysed with that in place of
// bodies. Nothing in it depends on the unit it comes from, or on the order of its model.
#ifndef CONNLINT_SUMMARY_LINKING_H
#define CONNLINT_SUMMARY_LINKING_H

#include "facts/KnownElsewhere.h"
#include "flow/Effects.h"
#include <map>
#include <memory>
#include <set>

namespace connlint {

/// What arguments for SQL text say, by the number of the parameter.
using SqlTexts = std::map<unsigned, SqlAction>;

/// A function as its unit tells of it.
struct LinkedFunction {
  std::string Usr;
  Importance Matters = Importance::Little;
  /// What the resource numbers in the effects stand for: "libpq/connection".
  std::vector<std::string> Resources;
  Summary Effects;
  /// The effects where a parameter for SQL says something known.
  std::vector<std::pair<SqlTexts, Summary>> ByText;

  bool operator==(const LinkedFunction &) const = default;
};

/// What a unit tells others, and would like to be told. All by USR, sorted, each once.
struct UnitLinks {
  std::vector<LinkedFunction> Functions;
  /// Functions that answer nothing, and return.
  std::vector<std::string> Returning;
  /// Functions of other units that this one calls.
  std::vector<std::string> Unseen;
};

/// Makes linked functions of the summaries of one unit.
class LinkWriter {
public:
  /// Internal: variables that other units do not see, by name. Requires: all outlive this object.
  LinkWriter(const ResourceModel &Model, const std::string &MainFile,
             const std::set<std::string> &Internal)
      : Model(Model), MainFile(MainFile), Internal(Internal) {}

  /// TakesHandles: a parameter of the function is for them.
  LinkedFunction write(const std::string &Usr, const Summary &Effects, bool TakesHandles) const;
  void addText(LinkedFunction &Into, SqlTexts Texts, const Summary &Effects) const;

private:
  std::string qualify(const std::string &Source) const;
  Summary translate(LinkedFunction &Into, const Summary &Effects) const;

  const ResourceModel &Model;
  const std::string &MainFile;
  const std::set<std::string> &Internal;
};

/// What a unit is told, by USR.
using Imports = std::map<std::string, std::shared_ptr<const LinkedFunction>>;

KnownElsewhere knownFrom(const Imports &Told);

/// Imports in the numbers of a model. A function with a resource that the model does not have is
/// left out.
class LinkedSummaries {
public:
  LinkedSummaries(const Imports &Told, const ResourceModel &Model);

  /// Texts: what arguments say that may be SQL. Null: nobody has told of the function.
  const Summary *find(const std::string &Usr, const SqlTexts &Texts) const;

private:
  struct Known {
    Summary Effects;
    std::vector<std::pair<SqlTexts, Summary>> ByText;
  };
  std::map<std::string, Known> ByUsr;
};

/// What all units of a run tell.
class LinkedFunctions {
public:
  /// What Unit has told before no longer counts.
  void tell(size_t Unit, UnitLinks Links);
  /// The units that tell of some of these functions, sorted.
  std::vector<size_t> tellersOf(const std::vector<std::string> &Usrs) const;
  /// What is known of these functions. Where two units tell different things, as those of several
  /// programs may, or one says that the function returns and the other that it never does, nothing is known.
  Imports among(const std::vector<std::string> &Usrs) const;

private:
  using Teller = std::pair<size_t, std::shared_ptr<const LinkedFunction>>;

  struct Names {
    std::vector<std::string> Functions, Returning;
  };

  std::map<std::string, std::vector<Teller>> ByUsr;
  std::map<std::string, size_t> Returning; ///< How many units say so.
  std::map<size_t, Names> ToldBy;
};

} // namespace connlint

#endif
