// A bounded map that forgets what was not asked for lately.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace rollscope::chain {

/// Two halves: when the young one is full it becomes the old one, and the old one is forgotten.
/// Not thread-safe; its owner locks.
template <class Key, class Value, class Hasher = std::hash<Key>>
class BoundedCache {
public:
    explicit BoundedCache(std::size_t limit) : m_half(limit / 2 + 1) {}

    /// The value or null; valid until the next call.
    const Value* find(const Key& key) {
        if (const auto it = m_young.find(key); it != m_young.end()) return &it->second;
        const auto it = m_old.find(key);
        if (it == m_old.end()) return nullptr;
        Value value = std::move(it->second);
        m_old.erase(it);
        return &insert(key, std::move(value));
    }

    void put(const Key& key, Value value) {
        m_old.erase(key);
        insert(key, std::move(value));
    }

    void clear() {
        m_young.clear();
        m_old.clear();
    }

private:
    const Value& insert(const Key& key, Value value) {
        if (m_young.size() >= m_half) {
            m_old = std::move(m_young);
            m_young.clear();
        }
        return m_young.insert_or_assign(key, std::move(value)).first->second;
    }

    std::size_t m_half;
    std::unordered_map<Key, Value, Hasher> m_young;
    std::unordered_map<Key, Value, Hasher> m_old;
};

}  // namespace rollscope::chain
