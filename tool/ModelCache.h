// ModelCache.h - the built-in families together with the model files that a user names.
//
// Kept as long as the process lives: an editor asks after every change of a source file.
#ifndef CONNLINT_TOOL_MODELCACHE_H
#define CONNLINT_TOOL_MODELCACHE_H

#include "model/ResourceModel.h"
#include <memory>
#include <string>
#include <vector>

namespace connlint {

/// The model of these files, in this order, over the built-in families. The one that was made
/// before is returned as long as no file of it has another time of modification, size or inode.
/// Thread safety: any thread; nobody changes the model.
/// On failure: throws LocatedError with all that is wrong in the first bad file.
std::shared_ptr<const ResourceModel> modelFromFiles(const std::vector<std::string> &Files);

} // namespace connlint

#endif
