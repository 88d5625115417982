// Help.cpp - the help texts.
#include "Options.h"

namespace connlint {

static constexpr const char *Overview =
    R"(connlint finds database connections that leak or bypass the pool, in C and C++.

usage: connlint COMMAND [OPTIONS]

  check      analyse the units of a compilation database, or single files
  baseline   write down what is found now as known
  merge      one SARIF report from those of several runs
  doctor     why is my project, or this file, not analysed?
  budget     do the pools of a deployment fit what the servers admit?
  completion the completion script of a shell
  explain    print the documentation page of a rule
  rules      list the rules

  --help, --version; 'connlint check --help' lists the options of check.
)";

static constexpr const char *Check = R"(usage: connlint check [OPTIONS] [PATH…] [-- FLAGS…]

PATH is a source file or a folder; it selects units of the compilation database. Without
PATH all units are checked. With '-- FLAGS' no database is needed.

what to analyse
  -p BUILD                folder with compile_commands.json, or that file. Default: search
                          the current folder, its parents and their build*/ folders
  --all-configs           every database entry of a file, not only the first one
  --extra-arg=ARG         append to every compile command
  --extra-arg-before=ARG  insert before its other flags
  --source-root DIR       headers below it are in scope. Default: git top-level
how to judge
  --config FILE           use this file for all units. Default: nearest .connlint.yaml
  --checks GLOBS          rules to run: 'connlint-*,-connlint-raw-connect'
  --models FILE           more API models, after the built-in ones
  --fail-on LEVEL         lowest level that makes the exit code 1: error, warning (default)
                          or note
  --exit-zero             exit 0 even when there are findings
which findings count
  --baseline FILE         leave out the known ones. Default: baseline: of .connlint.yaml
  --baseline-strict       exit 1 when the baseline has entries that match nothing
  --diff REV              only what has to do with changes since this branch left REV
  --patch FILE            the same for the changes of a unified diff; '-' is stdin
  --report-unused-nolint  NOLINT comments that suppress nothing are errors
  --require-nolint-reason so are those without words behind the list
what to print
  --report FORMAT[=FILE]  text (default), sarif, html, json, github, gitlab, junit or
                          checkstyle; to stdout or FILE; may be repeated
  --dump=STAGE            print facts, flow or summaries instead of a report
  --stats                 print what was looked at and what was given up
  --quiet                 no notes and no closing line
  -v, --verbose           compiler errors, dropped flags, reasons
how to run
  -j N                    worker processes. Default: one per core
  --no-link               analyse each unit alone, as an editor does
  --unit-timeout SECONDS  give up a unit after this time, 0 never. Default: 120
  --unit-memory MIB       memory limit of a worker, 0 none. Default: 4096

exit code: 0 clean, 1 findings at or above --fail-on, 2 wrong usage or configuration,
           3 something could not be analysed
)";

static constexpr const char *Baseline =
    R"(usage: connlint baseline write [OPTIONS] [PATH…] [-- FLAGS…]

Analyses like check and writes what it finds to the file that --baseline or .connlint.yaml
names (connlint-baseline.tsv if none does). A check with that baseline reports what is new.
With PATH the other entries stay. Options are those of check, without those of reports.
)";

static constexpr const char *Merge = R"(usage: connlint merge [-o FILE] [--quiet] SARIF…

Joins SARIF reports of connlint, such as those of shards, into one with one run, to FILE or
stdout, and warns about what code scanning would refuse. The exit code is the one that a
single run would have had.
)";

static constexpr const char *Doctor = R"(usage: connlint doctor [OPTIONS] [PATH…] [-- FLAGS…]

Prints what check would use (database, configuration, source root) and what became of every
unit, with what to do about those that are not analysed. Options are those of check.
Exit code 0 when nothing stands in the way, 3 otherwise.
)";

static constexpr const char *Budget = R"(usage: connlint budget FILE

Adds up the connections that the pools of a deployment may open, and says which pool to shrink
when a server admits fewer. FILE is YAML:

  servers:
    orders: {max_connections: 100, reserved: 3}   # 3 is PostgreSQL's superuser reserve
  pools:
    - {name: web, server: orders, pool_size: 5, max_overflow: 10, workers: 4, replicas: 2}
    - {name: batch, server: orders, pool_size: 2, replicas: 1, surge: 1}

workers are processes of a replica; surge are replicas more while a new version rolls out.
Exit code 0 when all fit, 1 when not.
)";

static constexpr const char *Completion = R"(usage: connlint completion SHELL

Prints a completion script for bash, zsh or fish:

  source <(connlint completion bash)
  connlint completion zsh  > ~/.zfunc/_connlint
  connlint completion fish > ~/.config/fish/completions/connlint.fish
)";

static constexpr const char *Explain = R"(usage: connlint explain RULE

Prints the documentation page of a rule: what it reports, why, and how to put it right.
)";

static constexpr const char *Rules = R"(usage: connlint rules

Lists every rule with its level and a summary.
)";

std::string helpText(std::string_view Command) {
  if (Command == "check")
    return Check;
  if (Command == "baseline")
    return Baseline;
  if (Command == "merge")
    return Merge;
  if (Command == "doctor")
    return Doctor;
  if (Command == "budget")
    return Budget;
  if (Command == "completion")
    return Completion;
  if (Command == "explain")
    return Explain;
  if (Command == "rules")
    return Rules;
  return Overview;
}

} // namespace connlint
