// Completion.cpp - one template per shell; words come from the tables, so that a new option
// completes without anybody thinking of it.
#include "Completion.h"
#include "Options.h"
#include "Suggest.h"
#include "UsageError.h"
#include "finding/RuleInfo.h"
#include "output/Emitter.h"
#include <ostream>

namespace connlint {

namespace {

std::string joined(const std::vector<std::string_view> &Words) {
  std::string Out;
  for (std::string_view Word : Words)
    Out.append(Out.empty() ? "" : " ").append(Word);
  return Out;
}

std::string ruleIds() {
  std::vector<std::string_view> Ids;
  for (const RuleInfo &Rule : allRules())
    Ids.push_back(Rule.Id);
  return joined(Ids);
}

/// The words that complete the value; empty: see the kind.
std::string valuesOf(ValueKind Kind) {
  std::vector<std::string_view> Formats;
  switch (Kind) {
  case ValueKind::Format:
    for (const EmitterInfo &E : allEmitters())
      Formats.push_back(E.Format);
    return joined(Formats);
  case ValueKind::Level: return "error warning note";
  case ValueKind::Rules: return ruleIds();
  case ValueKind::Stage: return "facts flow summaries";
  default: return "";
  }
}

/// The words after a command that are neither options nor files.
std::string plainWordsOf(std::string_view Command) {
  if (Command == "explain")
    return ruleIds();
  if (Command == "baseline")
    return "write";
  if (Command == "completion")
    return "bash zsh fish";
  if (Command == "help")
    return joined(commandNames());
  return "";
}

std::string optionNames(std::string_view Command) {
  std::string Names;
  for (const OptionInfo &O : commandOptions(Command))
    Names.append(O.Name).append(" ");
  return Names + "--help";
}

// Called as a function by zsh as well, which understands bash's completion when asked.
void printBash(std::ostream &Out) {
  Out << R"(_connlint() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  # --name=value arrives as three words.
  if [ "$cur" = "=" ]; then cur=; elif [ "$prev" = "=" ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ")"
      << joined(commandNames()) << R"( --help --version" -- "$cur"))
    return
  fi
  case "$command $prev" in
)";
  for (std::string_view Command : commandNames())
    for (const OptionInfo &O : commandOptions(Command)) {
      if (O.Value == ValueKind::None)
        continue;
      Out << "  \"" << Command << ' ' << O.Name << "\") ";
      if (std::string Values = valuesOf(O.Value); !Values.empty())
        Out << "COMPREPLY=($(compgen -W \"" << Values << "\" -- \"$cur\"))";
      else if (O.Value == ValueKind::Folder)
        Out << "COMPREPLY=($(compgen -d -- \"$cur\"))";
      else if (O.Value == ValueKind::File)
        Out << "COMPREPLY=($(compgen -f -- \"$cur\"))";
      else
        Out << ":";
      Out << "; return ;;\n";
    }
  Out << "  esac\n  case \"$command\" in\n";
  for (std::string_view Command : commandNames()) {
    Out << "  " << Command << ") ";
    if (std::string Words = plainWordsOf(Command); !Words.empty())
      Out << "[[ $cur == -* ]] || { COMPREPLY=($(compgen -W \"" << Words
          << "\" -- \"$cur\")); [ ${#COMPREPLY[@]} -eq 0 ] || return; }; ";
    Out << "COMPREPLY=($(compgen -W \"" << optionNames(Command) << "\" -- \"$cur\")) ;;\n";
  }
  Out << R"(  esac
  [[ $cur == -* ]] || COMPREPLY+=($(compgen -f -- "$cur"))
}
complete -o filenames -F _connlint connlint
)";
}

void printZsh(std::ostream &Out) {
  Out << "#compdef connlint\n# Made by 'connlint completion zsh'.\n"
         "autoload -Uz bashcompinit && bashcompinit\n";
  printBash(Out);
}

void printFish(std::ostream &Out) {
  Out << "# Made by 'connlint completion fish'.\n"
         "complete -c connlint -n __fish_use_subcommand -f -a '"
      << joined(commandNames()) << "'\n";
  for (std::string_view Command : commandNames()) {
    std::string When =
        "complete -c connlint -n '__fish_seen_subcommand_from " + std::string(Command) + "'";
    if (std::string Words = plainWordsOf(Command); !Words.empty())
      Out << When << " -f -a '" << Words << "'\n";
    for (const OptionInfo &O : commandOptions(Command)) {
      bool Long = O.Name.starts_with("--");
      Out << When << (Long ? " -l " : " -s ") << O.Name.substr(Long ? 2 : 1);
      if (std::string Values = valuesOf(O.Value); !Values.empty())
        Out << " -x -a '" << Values << "'";
      else if (O.Value == ValueKind::Folder)
        Out << " -x -a '(__fish_complete_directories)'";
      else if (O.Value != ValueKind::None)
        Out << " -r";
      Out << "\n";
    }
  }
}

} // namespace

void printCompletion(const std::string &Shell, std::ostream &Out) {
  if (Shell == "bash") {
    Out << "# Made by 'connlint completion bash'.\n";
    printBash(Out);
  } else if (Shell == "zsh") {
    printZsh(Out);
  } else if (Shell == "fish") {
    printFish(Out);
  } else {
    throw UsageError("unknown shell '" + Shell + "'" +
                     didYouMeanOneOf(Shell, {"bash", "zsh", "fish"}));
  }
}

} // namespace connlint
