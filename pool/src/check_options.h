// check_options.h - refuses options that make no sense.
#ifndef CONNPOOL_CHECK_OPTIONS_H
#define CONNPOOL_CHECK_OPTIONS_H

#include "connpool/options.h"

namespace connpool::detail {

/// On failure: throws std::invalid_argument, which names the option.
void check_options(const PoolOptions &options);

} // namespace connpool::detail

#endif
