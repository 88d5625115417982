// mysql_under_way.cpp - prepares, executes and reads a statement step by step, each started
// and resumed with the calls of MariaDB's client library that do not block.
#include "mysql_under_way.h"
#ifdef MARIADB_BASE_VERSION
#include <new>

namespace connpool::mysql {

using Awaits = Connection::Awaits;

UnderWay::UnderWay(std::string_view sql, std::span<const Value> parameters, MYSQL *handle)
    : sql_(sql), values_(parameters.begin(), parameters.end()), bound_(bound_to(values_)),
      statement_(mysql_stmt_init(handle)) {
  if (!statement_)
    throw std::bad_alloc();
}

Awaits UnderWay::start() {
  return advance(mysql_stmt_prepare_start(&failed_, statement_.get(), sql_.data(),
                                          static_cast<unsigned long>(sql_.size())));
}

Awaits UnderWay::proceed() { return advance(resume()); }

int UnderWay::execute() {
  step_ = Execute;
  if (!bound_.empty() && mysql_stmt_bind_param(statement_.get(), bound_.data())) {
    failed_ = 1;
    return 0;
  }
  return mysql_stmt_execute_start(&failed_, statement_.get());
}

int UnderWay::store() {
  step_ = Store;
  return mysql_stmt_store_result_start(&failed_, statement_.get());
}

int UnderWay::resume() {
  constexpr int ready = MYSQL_WAIT_READ | MYSQL_WAIT_WRITE; // it looks for itself
  switch (step_) {
  case Prepare: return mysql_stmt_prepare_cont(&failed_, statement_.get(), ready);
  case Execute: return mysql_stmt_execute_cont(&failed_, statement_.get(), ready);
  case Store: break;
  }
  return mysql_stmt_store_result_cont(&failed_, statement_.get(), ready);
}

/// After a step that wants `events` before it goes on; 0: it is done.
Awaits UnderWay::advance(int events) {
  while (events == 0) {
    if (failed_ != 0)
      fail(statement_.get(),
           step_ == Prepare ? QueryError::Kind::NotSent : QueryError::Kind::OutcomeLost);
    if (step_ == Prepare) {
      expect_parameters(statement_.get(), values_.size());
      events = execute();
    } else if (step_ == Execute && mysql_stmt_field_count(statement_.get()) > 0) {
      events = store();
    } else {
      return Awaits::Nothing;
    }
  }
  return events & MYSQL_WAIT_WRITE ? Awaits::ReadOrWrite : Awaits::Read;
}

} // namespace connpool::mysql

#endif
