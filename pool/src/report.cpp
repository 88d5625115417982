// report.cpp - statistics as JSON and as Prometheus text.
#include "connpool/report.h"
#include "connpool/metrics.h"
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

const char *name_of(Metric::Type type) {
  switch (type) {
  case Metric::Type::Gauge: return "gauge";
  case Metric::Type::Counter: return "counter";
  case Metric::Type::Histogram: break;
  }
  return "histogram";
}

/// `NAME{labels} VALUE`; `more` are labels beside the pool's.
std::string line(const std::string &name, const MetricSample &sample, const std::string &more,
                 const std::string &value) {
  return name + "{" + pool_label + "=\"" + label(sample.pool) + "\"" + more + "} " + value + "\n";
}

std::string histogram_lines(const std::string &name, const MetricSample &sample) {
  const Histogram &histogram = sample.histogram;
  std::string text;
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < histogram.buckets.size(); ++i) {
    below += histogram.buckets[i];
    const std::string bound = i < histogram_bounds.size() ? seconds(histogram_bounds[i]) : "+Inf";
    text += line(name + "_bucket", sample, ",le=\"" + bound + "\"", std::to_string(below));
  }
  return text + line(name + "_sum", sample, "", seconds(histogram.sum)) +
         line(name + "_count", sample, "", std::to_string(histogram.count));
}

} // namespace

std::string health_json(const PoolStats &stats) {
  const auto number = [](const char *name, unsigned value) {
    return ",\"" + std::string(name) + "\":" + std::to_string(value);
  };
  std::string text = "{\"pool\":" + quoted(stats.name) + ",\"status\":\"" + status_of(stats) + "\"";
  text += number("size", stats.size) + number("checked_in", stats.idle) +
          number("checked_out", stats.busy) + number("opening", stats.opening) +
          number("overflow", stats.overflow) + number("waiting", stats.waiting);
  if (!stats.last_connect_error.empty())
    text += ",\"last_connect_error\":" + quoted(stats.last_connect_error);
  return text + "}";
}

std::string prometheus_text(std::span<const PoolStats> pools) {
  std::string text;
  for (const Metric &metric : metrics(pools)) {
    text += "# HELP " + std::string(metric.name) + " " + metric.help + "\n# TYPE " + metric.name +
            " " + name_of(metric.type) + "\n";
    for (const MetricSample &sample : metric.samples)
      text += metric.type == Metric::Type::Histogram
                  ? histogram_lines(metric.name, sample)
                  : line(metric.name, sample,
                         sample.state.empty()
                             ? ""
                             : "," + std::string(state_label) + "=\"" + sample.state + "\"",
                         std::to_string(sample.value));
  }
  return text;
}

Budget budget(Pool &pool, unsigned processes) {
  const PoolOptions &options = pool.options();
  const Lease lease = pool.checkout();
  return {(options.pool_size + options.max_overflow) * processes, lease->session_limit()};
}

} // namespace connpool
