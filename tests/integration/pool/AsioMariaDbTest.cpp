// AsioMariaDbTest.cpp - the scenarios of event loops on one server.
#include "AsioScenarios.h"
#include "MariaDbTraits.h"

namespace connpool::test {

INSTANTIATE_TYPED_TEST_SUITE_P(MariaDb, AsioScenarios, MariaDb);

} // namespace connpool::test
