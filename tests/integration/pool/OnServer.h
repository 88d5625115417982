// OnServer.h - tests that share one server of their own: starting one takes seconds.
#ifndef CONNPOOL_TESTS_ON_SERVER_H
#define CONNPOOL_TESTS_ON_SERVER_H

#include "Support.h"
#include "TestServer.h"
#include "connpool/value.h"
#include <gtest/gtest.h>

namespace connpool::test {

/// A whole number, from a server that sends it as one or as text.
inline std::int64_t number(const Value &value) {
  if (const auto *whole = std::get_if<std::int64_t>(&value))
    return *whole;
  return std::stoll(std::get<std::string>(value));
}

template <class Server> class OnServer : public testing::Test {
protected:
  static void SetUpTestSuite() {
    server_ = new Server;
    server_->start();
  }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  static inline Server *server_ = nullptr;
};

} // namespace connpool::test

#endif
