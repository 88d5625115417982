// statement_log.cpp - times statements and sends them as events, without their values.
#include "statement_log.h"
#include "bounded.h"
#include "connpool/redact.h"
#include "core.h"

namespace connpool::detail {

namespace {

constexpr std::size_t longest_text = 4'000;

std::string type_of(const Value &value) {
  struct {
    std::string operator()(Null) const { return "null"; }
    std::string operator()(bool) const { return "bool"; }
    std::string operator()(std::int64_t) const { return "integer"; }
    std::string operator()(double) const { return "real"; }
    std::string operator()(const std::string &value) const {
      return "text(" + std::to_string(value.size()) + ")";
    }
    std::string operator()(const Bytes &value) const {
      return "bytes(" + std::to_string(value.size()) + ")";
    }
  } visitor;
  return std::visit(visitor, value);
}

std::string describe(std::string_view sql, std::span<const Value> parameters, Quoting quoting) {
  std::string text = redacted_sql(sql, quoting);
  if (text.size() > longest_text)
    text.replace(longest_text, text.npos, " ...");
  const char *separator = " [";
  for (const Value &value : parameters) {
    text += separator + type_of(value);
    separator = ", ";
  }
  return parameters.empty() ? text : text + "]";
}

class WatchedConnection final : public Connection {
  /// Calls `work`; `text` is asked for the statement when it is to be told.
  template <class Work, class Text> auto timed(Work work, Text text) {
    const TimePoint began = Sync::now();
    try {
      if constexpr (std::is_void_v<decltype(work())>) {
        work();
        tell(began, text, {});
      } else {
        auto result = work();
        tell(began, text, {});
        return result;
      }
    } catch (const QueryError &error) {
      tell(began, text, failure(error));
      throw;
    }
  }

public:
  WatchedConnection(std::unique_ptr<Connection> inner, Core &core, Slot &slot)
      : inner_(std::move(inner)), core_(&core), slot_(slot) {}

  void *native() noexcept override { return inner_->native(); }
  Condition condition() noexcept override { return inner_->condition(); }
  bool peek() noexcept override { return inner_->peek(); }
  bool ping(std::chrono::milliseconds patience) noexcept override { return inner_->ping(patience); }
  bool reset(ResetLevel level, std::chrono::milliseconds patience) noexcept override {
    return inner_->reset(level, patience);
  }
  void sever() noexcept override { inner_->sever(); }
  unsigned session_limit() override { return inner_->session_limit(); }

  ResultSet run(std::string_view sql, std::span<const Value> parameters) override {
    return timed([&] { return inner_->run(sql, parameters); },
                 [&](Quoting quoting) { return describe(sql, parameters, quoting); });
  }
  void begin(const TransactionOptions &options) override {
    timed([&] { inner_->begin(options); },
          [&](Quoting) {
            std::string text = "BEGIN";
            if (options.isolation != Isolation::Default)
              text += " ISOLATION LEVEL " + std::string(name_of(options.isolation));
            return options.read_only ? text + " READ ONLY" : text;
          });
  }

  Awaits start(std::string_view sql, std::span<const Value> parameters) override {
    pending_ = {Sync::now(),
                core_ ? describe(sql, parameters, core_->driver().quoting()) : std::string()};
    return step([&] { return inner_->start(sql, parameters); });
  }
  Awaits proceed() override {
    return step([&] { return inner_->proceed(); });
  }
  ResultSet finish() override {
    ResultSet result = step([&] { return inner_->finish(); });
    tell(pending_.began, [&](Quoting) { return pending_.text; }, {});
    return result;
  }
  int socket() const noexcept override { return inner_->socket(); }
  std::function<void()> interruption() override { return inner_->interruption(); }

  void let_go() noexcept { core_ = nullptr; }

private:
  /// A part of a statement that nobody waits for.
  template <class Work> auto step(Work work) -> decltype(work()) {
    try {
      return work();
    } catch (const QueryError &error) {
      tell(pending_.began, [&](Quoting) { return pending_.text; }, failure(error));
      throw;
    }
  }

  /// Its message may quote values; its code does not.
  static std::string failure(const QueryError &error) {
    return " failed" + (error.code().empty() ? "" : " with " + error.code());
  }

  template <class Text> void tell(TimePoint began, Text text, const std::string &outcome) const {
    if (!core_)
      return;
    const PoolOptions &options = core_->options();
    const auto time = Sync::now() - began;
    const bool slow = options.slow_query_threshold != PoolOptions::never &&
                      time >= bounded(options.slow_query_threshold);
    if (slow || options.echo)
      core_->tell(slow ? Event::Kind::SlowStatement : Event::Kind::Statement,
                  slot_.where.load(std::memory_order_relaxed),
                  std::chrono::duration_cast<std::chrono::microseconds>(time),
                  text(core_->driver().quoting()) + outcome);
  }

  const std::unique_ptr<Connection> inner_;
  Core *core_; ///< null when it has left the pool
  Slot &slot_;
  struct {
    TimePoint began;
    std::string text;
  } pending_;
};

} // namespace

std::unique_ptr<Connection> watched(std::unique_ptr<Connection> connection, Core &core,
                                    Slot &slot) {
  const PoolOptions &options = core.options();
  if (!options.echo && options.slow_query_threshold == PoolOptions::never)
    return connection;
  return std::make_unique<WatchedConnection>(std::move(connection), core, slot);
}

std::unique_ptr<Connection> unwatched(std::unique_ptr<Connection> connection) noexcept {
  if (auto *watching = dynamic_cast<WatchedConnection *>(connection.get()))
    watching->let_go();
  return connection;
}

} // namespace connpool::detail
