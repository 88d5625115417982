// Budget.h - `connlint budget`: do the pools of a deployment fit what the servers admit?
//
// A pool opens up to pool_size + max_overflow connections in each process, and there are
// workers × replicas processes, more while a new version rolls out. Nobody sees that sum
// before the server refuses connections.
#ifndef CONNLINT_TOOL_BUDGET_H
#define CONNLINT_TOOL_BUDGET_H

#include <iosfwd>
#include <string>
#include <vector>

namespace connlint {

struct PoolPlan {
  std::string Name;
  std::string Server;
  unsigned PoolSize = 0, MaxOverflow = 0;
  unsigned Workers = 1, Replicas = 1;
  unsigned Surge = 0; ///< Replicas more, while a new version rolls out.

  unsigned perProcess() const { return PoolSize + MaxOverflow; }
  unsigned long processes() const { return (0UL + Replicas + Surge) * Workers; }
  unsigned long connections() const { return perProcess() * processes(); }
};

struct ServerPlan {
  std::string Name;
  unsigned MaxConnections = 0;
  unsigned Reserved = 0; ///< For superusers, migrations, backups, people.
  unsigned available() const { return MaxConnections > Reserved ? MaxConnections - Reserved : 0; }
};

struct DeploymentPlan {
  std::vector<ServerPlan> Servers; ///< By name.
  std::vector<PoolPlan> Pools;     ///< As in the file.
};

/// On failure: throws LocatedError with every mistake of the file.
DeploymentPlan readDeployment(const std::string &Path);

/// Prints the sum of every server and, where it does not fit, which pool to shrink to what.
/// True when all fit.
bool printBudget(const DeploymentPlan &Plan, std::ostream &Out);

} // namespace connlint

#endif
