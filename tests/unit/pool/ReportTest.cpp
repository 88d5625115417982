// ReportTest.cpp - what pools say to machines, and what they take from the environment.
#include "connpool/report.h"
#include "PoolFixture.h"
#include "connpool/environment.h"
#include <cstdlib>

namespace connpool::test {
namespace {

using Report = PoolFixture;

TEST(Describe, IsOneLine) {
  EXPECT_EQ(describe({Event::Kind::ConnectFailed, "orders", {}, {}, "refused\n\tIs it up?"}),
            "connpool: pool 'orders': connect failed: refused  Is it up?");
}

TEST_F(Report, HealthIsOneJsonObject) {
  PoolOptions options = sized(2, 1);
  options.name = "a \"b\"\n";
  Pool &pool = make(options);
  const Lease lease = pool.checkout();
  EXPECT_EQ(health_json(pool.stats()),
            R"({"pool":"a \"b\"\u000a","status":"ok","size":1,"checked_in":0,"checked_out":1,)"
            R"("opening":0,"overflow":0,"waiting":0})");
  pool.close(0ms);
  EXPECT_NE(health_json(pool.stats()).find(R"("status":"closed")"), std::string::npos);
}

TEST_F(Report, HealthSaysWhatFails) {
  server_->refuse("stub: nobody listens");
  Pool &pool = make(sized(1));
  EXPECT_THROW(static_cast<void>(pool.checkout(50ms)), PoolTimeout);
  const std::string text = health_json(pool.stats());
  EXPECT_NE(text.find(R"("status":"failing")"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("last_connect_error":"stub: nobody listens")"), std::string::npos);
}

TEST_F(Report, PrometheusTextCountsEveryPool) {
  Pool &pool = make(sized(2));
  Lease lease = pool.checkout();
  EXPECT_THROW(static_cast<void>(
                   [&] { const Lease second = pool.checkout(), third = pool.checkout(0ms); }()),
               PoolTimeout);
  const std::string text = prometheus_text(std::vector{pool.stats()});
  const std::string label = "{db_client_connection_pool_name=\"default\"";
  const std::vector<std::string> lines{
      "# TYPE db_client_connection_count gauge\n",
      "db_client_connection_count" + label + ",db_client_connection_state=\"used\"} 1\n",
      "db_client_connection_timeouts_total" + label + "} 1\n",
      "connpool_checkouts_total" + label + "} 2\n",
      "db_client_connection_create_time_seconds_count" + label + "} 2\n",
      "db_client_connection_create_time_seconds_bucket" + label + ",le=\"+Inf\"} 2\n",
  };
  for (const std::string &line : lines)
    EXPECT_NE(text.find(line), std::string::npos) << line << "is not in\n" << text;
}

TEST_F(Report, UseTimesAreSampled) {
  Pool &pool = make(sized(1));
  for (int i = 0; i < 129; ++i)
    pool.checkout().checkin();
  EXPECT_EQ(pool.stats().use.count, 3u);
}

class Environment : public testing::Test {
protected:
  void set(const char *name, const char *value) {
    setenv(name, value, 1);
    names_.push_back(name);
  }
  ~Environment() override {
    for (const char *name : names_)
      unsetenv(name);
  }

private:
  std::vector<const char *> names_;
};

TEST_F(Environment, ChangesWhatIsSet) {
  set("DB_POOL_SIZE", "7");
  set("DB_MAX_OVERFLOW", "0");
  set("DB_POOL_TIMEOUT", "1.5");
  set("DB_POOL_RECYCLE", "-1");
  set("DB_POOL_PRE_PING", "true");
  const PoolOptions options = options_from_environment();
  EXPECT_EQ(options.pool_size, 7u);
  EXPECT_EQ(options.max_overflow, 0u);
  EXPECT_EQ(options.timeout, 1500ms);
  EXPECT_EQ(options.recycle, PoolOptions::never);
  EXPECT_EQ(options.ping_after, 0ms);
}

TEST_F(Environment, LeavesTheRestAlone) {
  set("DB_POOL_SIZE", "");
  PoolOptions mine;
  mine.pool_size = 3;
  mine.recycle = 1s;
  EXPECT_EQ(options_from_environment(mine).pool_size, 3u);
  EXPECT_EQ(options_from_environment(mine).recycle, 1s);
}

TEST_F(Environment, RefusesNonsenseByName) {
  for (const char *name : {"DB_POOL_SIZE", "DB_POOL_TIMEOUT", "DB_POOL_PRE_PING"}) {
    set(name, "-5 or so");
    try {
      options_from_environment();
      ADD_FAILURE() << name;
    } catch (const std::invalid_argument &error) {
      EXPECT_NE(std::string(error.what()).find(name), std::string::npos);
    }
    unsetenv(name);
  }
}

} // namespace
} // namespace connpool::test
