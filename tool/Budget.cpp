// Budget.cpp - reads a deployment file and adds up.
#include "Budget.h"
#include "UsageError.h"
#include "model/ModelFields.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <charconv>
#include <iomanip>
#include <optional>
#include <ostream>

namespace connlint {

namespace {

/// So that no sum overflows.
constexpr unsigned MaxNumber = 1'000'000;

class DeploymentReader {
public:
  explicit DeploymentReader(const std::string &Path) { Errors.File = Path; }

  DeploymentPlan read(std::string_view Text) {
    if (Text.find_first_not_of(" \t\r\n") == std::string_view::npos)
      Errors.add({}, "the file is empty; it needs 'servers:' and 'pools:'");
    else
      for (const YamlNode &Root : parseYaml(Text, Errors))
        readRoot(Root);
    std::string All;
    for (const ModelError &E : Errors.List)
      All.append(All.empty() ? "" : "\n").append(E.format());
    if (!All.empty())
      throw LocatedError(All);
    return std::move(Plan);
  }

private:
  void readRoot(const YamlNode &Root) {
    ModelFields Fields(Root, "deployment", {"servers", "pools"}, Errors);
    const YamlNode *Servers = Fields.require("servers"), *Pools = Fields.require("pools");
    if (Servers && Servers->Kind != YamlNode::Mapping)
      Errors.add(*Servers, "servers is a mapping from names to limits");
    else if (Servers)
      for (size_t I = 0; I < Servers->Keys.size(); ++I)
        readServer(Servers->Keys[I].Text, Servers->Items[I]);
    if (Pools && Pools->Kind != YamlNode::Sequence)
      Errors.add(*Pools, "pools is a list");
    else if (Pools)
      for (const YamlNode &Item : Pools->Items)
        readPool(Item);
  }

  void readServer(const std::string &Name, const YamlNode &Node) {
    ModelFields Fields(Node, "server", {"max_connections", "reserved"}, Errors);
    ServerPlan S{Name};
    if (Fields.require("max_connections"))
      S.MaxConnections = number(Fields, "max_connections", 0, 1);
    S.Reserved = number(Fields, "reserved", 3, 0); // PostgreSQL's default.
    Plan.Servers.push_back(std::move(S));
  }

  void readPool(const YamlNode &Node) {
    ModelFields Fields(
        Node, "pool",
        {"name", "server", "pool_size", "max_overflow", "workers", "replicas", "surge"}, Errors);
    PoolPlan P;
    if (Fields.require("name"))
      P.Name = Fields.text("name");
    P.Server = Plan.Servers.size() == 1 ? Plan.Servers.front().Name : "";
    if (Fields.get("server") || P.Server.empty())
      if (const YamlNode *Server = Fields.require("server")) {
        P.Server = Fields.text("server");
        if (std::ranges::none_of(Plan.Servers,
                                 [&](const ServerPlan &S) { return S.Name == P.Server; }))
          Errors.add(*Server, "there is no server '" + P.Server + "' in this file");
      }
    if (Fields.require("pool_size"))
      P.PoolSize = number(Fields, "pool_size", 0, 1);
    P.MaxOverflow = number(Fields, "max_overflow", 0, 0);
    P.Workers = number(Fields, "workers", 1, 1);
    P.Replicas = number(Fields, "replicas", 1, 1);
    P.Surge = number(Fields, "surge", 0, 0);
    Plan.Pools.push_back(std::move(P));
  }

  unsigned number(const ModelFields &Fields, std::string_view Key, unsigned Default, unsigned Min) {
    const YamlNode *Node = Fields.get(Key);
    if (!Node)
      return Default;
    std::string Text = Fields.scalar(*Node, Key);
    unsigned Value = 0;
    auto [End, Error] = std::from_chars(Text.data(), Text.data() + Text.size(), Value);
    if (Error != std::errc() || End != Text.data() + Text.size() || Value < Min ||
        Value > MaxNumber)
      Errors.add(*Node, std::string(Key) + " is a number from " + std::to_string(Min) + " to " +
                            std::to_string(MaxNumber) + ", not '" + Text + "'");
    return Value;
  }

  ModelErrors Errors;
  DeploymentPlan Plan;
};

/// What a process of the pool may open at most so that all fit; nothing when even one
/// connection per process is too much.
std::optional<unsigned long> fittingSize(const PoolPlan &P, unsigned long Excess) {
  if (P.connections() <= Excess)
    return std::nullopt;
  unsigned long Size = (P.connections() - Excess) / P.processes();
  return Size ? std::optional(Size) : std::nullopt;
}

void printAdvice(std::vector<const PoolPlan *> Pools, unsigned long Excess, std::ostream &Out) {
  // The largest first; of equal ones the first of the file, whose elements they point to.
  std::ranges::sort(Pools, [](const PoolPlan *A, const PoolPlan *B) {
    return A->connections() != B->connections() ? A->connections() > B->connections() : A < B;
  });
  for (const PoolPlan *P : Pools)
    if (auto Size = fittingSize(*P, Excess)) {
      Out << "  shrink " << P->Name << ": pool_size + max_overflow from " << P->perProcess()
          << " to " << *Size << " in each of " << P->processes() << " processes\n";
      return;
    }
  Out << "  no pool alone can be shrunk far enough: use fewer processes, raise "
         "max_connections, or put PgBouncer or a proxy in between\n";
}

} // namespace

DeploymentPlan readDeployment(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    throw UsageError("cannot read '" + Path + "': " + Buffer.getError().message());
  return DeploymentReader(Path).read((*Buffer)->getBuffer());
}

bool printBudget(const DeploymentPlan &Plan, std::ostream &Out) {
  bool AllFit = true;
  size_t Width = 0;
  for (const PoolPlan &P : Plan.Pools)
    Width = std::max(Width, P.Name.size());
  for (const ServerPlan &S : Plan.Servers) {
    std::vector<const PoolPlan *> Pools;
    unsigned long Sum = 0;
    for (const PoolPlan &P : Plan.Pools)
      if (P.Server == S.Name) {
        Pools.push_back(&P);
        Sum += P.connections();
      }
    bool Fits = Sum <= S.available();
    AllFit &= Fits;
    Out << S.Name << ": " << Sum << " of " << S.available() << " connections (" << S.MaxConnections
        << " - " << S.Reserved << " reserved)";
    if (Fits)
      Out << ", " << S.available() - Sum << " left\n";
    else
      Out << ", " << Sum - S.available() << " too many\n";
    for (const PoolPlan *P : Pools) {
      Out << "  " << std::left << std::setw(int(Width)) << P->Name << "  (" << P->PoolSize << " + "
          << P->MaxOverflow << ") x " << P->Workers << " workers x ";
      if (P->Surge)
        Out << "(" << P->Replicas << " + " << P->Surge << ") replicas";
      else
        Out << P->Replicas << " replicas";
      Out << " = " << P->connections() << "\n";
    }
    if (!Fits)
      printAdvice(std::move(Pools), Sum - S.available(), Out);
  }
  return AllFit;
}

} // namespace connlint
