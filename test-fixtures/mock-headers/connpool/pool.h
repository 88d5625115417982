// What the fixtures use of connpool, with the signatures and inline bodies of pool/include.
#ifndef MOCK_CONNPOOL_POOL_H
#define MOCK_CONNPOOL_POOL_H

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace connpool {

namespace detail {
struct Slot;
void give_back(Slot &slot) noexcept;
} // namespace detail

class Connection {
public:
  virtual ~Connection() = default;
  virtual void *native() const noexcept = 0;
};

class [[nodiscard]] Lease {
public:
  Lease() noexcept = default;
  Lease(Lease &&other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}
  Lease &operator=(Lease &&other) noexcept {
    if (this != &other) {
      checkin();
      slot_ = std::exchange(other.slot_, nullptr);
    }
    return *this;
  }
  Lease(const Lease &) = delete;
  Lease &operator=(const Lease &) = delete;
  ~Lease() { checkin(); }
  explicit operator bool() const noexcept { return slot_ != nullptr; }
  Connection &connection() const;
  Connection *operator->() const { return &connection(); }
  Connection &operator*() const { return connection(); }
  void *native() const noexcept;
  void checkin() noexcept {
    if (slot_)
      detail::give_back(*std::exchange(slot_, nullptr));
  }
  std::unique_ptr<Connection> detach();

private:
  detail::Slot *slot_ = nullptr;
};

class Pool {
public:
  Pool(const Pool &) = delete;
  Lease checkout();
};

class PoolRegistry {
public:
  Lease checkout(std::string_view database, std::string_view role = "default") const;
};

void execute(Connection &connection, std::string_view sql);

} // namespace connpool

#endif
