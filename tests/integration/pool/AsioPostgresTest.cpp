// AsioPostgresTest.cpp - the scenarios of event loops on one server.
#include "AsioScenarios.h"
#include "PostgresTraits.h"

namespace connpool::test {

INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, AsioScenarios, Postgres);

} // namespace connpool::test
