// report.cpp - statistics as JSON and as Prometheus text.
#include "connpool/report.h"
#include <cstdio>

namespace connpool {

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof(escape), "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// In a label only these three are special.
std::string label(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c == '\n')
      out += "\\n";
    else if (c == '"' || c == '\\')
      (out += '\\') += c;
    else
      out += c;
  return out;
}

const char *status_of(const PoolStats &stats) {
  if (stats.closed)
    return "closed";
  if (!stats.last_connect_error.empty() && stats.idle + stats.busy == 0)
    return "failing";
  return stats.waiting > 0 ? "saturated" : "ok";
}

std::string seconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.9g", std::chrono::duration<double>(time).count());
  return text;
}

class PrometheusText {
public:
  explicit PrometheusText(std::span<const PoolStats> pools) : pools_(pools) {}

  void family(const char *name, const char *type, const char *help) {
    text_ +=
        "# HELP " + std::string(name) + " " + help + "\n# TYPE " + name + " " + type + "\n";
    name_ = name;
  }
  void sample(const PoolStats &pool, std::uint64_t value, const std::string &more = {}) {
    line(name_, pool, more, std::to_string(value));
  }
  template <class Number>
  void numbers(const char *name, const char *type, const char *help,
               Number PoolStats::*member) {
    family(name, type, help);
    for (const PoolStats &pool : pools_)
      sample(pool, pool.*member);
  }
  void histograms(const char *name, const char *help, Histogram PoolStats::*member) {
    family(name, "histogram", help);
    for (const PoolStats &pool : pools_) {
      const Histogram &histogram = pool.*member;
      std::uint64_t below = 0;
      for (std::size_t i = 0; i < histogram.buckets.size(); ++i) {
        below += histogram.buckets[i];
        const std::string bound =
            i < histogram_bounds.size() ? seconds(histogram_bounds[i]) : "+Inf";
        line(std::string(name) + "_bucket", pool, ",le=\"" + bound + "\"",
             std::to_string(below));
      }
      line(std::string(name) + "_sum", pool, "", seconds(histogram.sum));
      line(std::string(name) + "_count", pool, "", std::to_string(histogram.count));
    }
  }
  std::string take() { return std::move(text_); }

private:
  void line(const std::string &name, const PoolStats &pool, const std::string &more,
            const std::string &value) {
    text_ += name + "{db_client_connection_pool_name=\"" + label(pool.name) + "\"" + more +
             "} " + value + "\n";
  }
  std::span<const PoolStats> pools_;
  std::string text_, name_;
};

} // namespace

std::string health_json(const PoolStats &stats) {
  const auto number = [](const char *name, unsigned value) {
    return ",\"" + std::string(name) + "\":" + std::to_string(value);
  };
  std::string text =
      "{\"pool\":" + quoted(stats.name) + ",\"status\":\"" + status_of(stats) + "\"";
  text += number("size", stats.size) + number("checked_in", stats.idle) +
          number("checked_out", stats.busy) + number("opening", stats.opening) +
          number("overflow", stats.overflow) + number("waiting", stats.waiting);
  if (!stats.last_connect_error.empty())
    text += ",\"last_connect_error\":" + quoted(stats.last_connect_error);
  return text + "}";
}

std::string prometheus_text(std::span<const PoolStats> pools) {
  PrometheusText out(pools);
  out.family("db_client_connection_count", "gauge", "Connections by state.");
  for (const PoolStats &pool : pools) {
    const std::string state = ",db_client_connection_state=";
    out.sample(pool, pool.idle, state + "\"idle\"");
    out.sample(pool, pool.busy, state + "\"used\"");
  }
  out.family("db_client_connection_max", "gauge", "Most connections that may be open.");
  for (const PoolStats &pool : pools)
    out.sample(pool, pool.pool_size + pool.max_overflow);
  out.numbers("db_client_connection_pending_requests", "gauge", "Borrowers that wait.",
              &PoolStats::waiting);
  out.numbers("db_client_connection_timeouts_total", "counter", "Borrowers that gave up.",
              &PoolStats::timeouts);
  out.numbers("connpool_checkouts_total", "counter", "Checkouts.", &PoolStats::checkouts);
  out.numbers("connpool_refusals_total", "counter", "Borrowers turned away by max_waiting.",
              &PoolStats::refusals);
  out.numbers("connpool_connections_opened_total", "counter", "Connections opened.",
              &PoolStats::opened);
  out.numbers("connpool_connect_failures_total", "counter",
              "Attempts to connect that failed.", &PoolStats::connect_failures);
  out.numbers("connpool_connections_broken_total", "counter", "Connections found lost.",
              &PoolStats::broken);
  out.numbers("connpool_connections_recycled_total", "counter",
              "Connections closed for their age.", &PoolStats::recycled);
  out.numbers("connpool_leaks_total", "counter", "Checkouts that passed leak_threshold.",
              &PoolStats::leaks);
  out.histograms("db_client_connection_wait_time_seconds",
                 "Time in the queue, of those who queued.", &PoolStats::wait);
  out.histograms("db_client_connection_use_time_seconds",
                 "Time between checkout and checkin, of one in 64.", &PoolStats::use);
  out.histograms("db_client_connection_create_time_seconds", "Time to open a connection.",
                 &PoolStats::create);
  return out.take();
}

Budget budget(Pool &pool, unsigned processes) {
  const PoolOptions &options = pool.options();
  const Lease lease = pool.checkout();
  return {(options.pool_size + options.max_overflow) * processes, lease->session_limit()};
}

} // namespace connpool
