// Proofs of a key's value or absence (EIP-1186).
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/node_row.h"
#include "node/core/merkle/state_trie.h"
#include "node/core/merkle/trie.h"

namespace rollscope::merkle {
namespace {

/// Remembers, in order, what a walk reads.
class RecordingReader final : public NodeReader {
public:
    explicit RecordingReader(const NodeReader& source) : m_source(source) {}
    std::optional<Bytes> node(const Hash& hash) const override { return nodeAt(hash, 0); }
    std::optional<Bytes> nodeAt(const Hash& hash, Place place) const override {
        auto row = m_source.nodeAt(hash, place);
        if (!row) return row;
        const BytesView encoding = rlpOf(*row);
        m_read.emplace_back(encoding.begin(), encoding.end());
        return row;
    }
    std::vector<Bytes> taken() && { return std::move(m_read); }

private:
    const NodeReader& m_source;
    mutable std::vector<Bytes> m_read;
};

/// Gives a proof's nodes out in their order, each only under its own hash.
class ProofReader final : public NodeReader {
public:
    explicit ProofReader(const std::vector<Bytes>& nodes) : m_nodes(nodes) {}
    std::optional<Bytes> node(const Hash& hash) const override {
        if (m_next >= m_nodes.size()) return std::nullopt;
        const Bytes& encoding = m_nodes[m_next++];
        if (crypto::keccak256(encoding) != hash) return std::nullopt;
        if (rlpOf(encoding).size() != encoding.size()) return std::nullopt;
        return encoding;
    }
    bool usedUp() const { return m_next == m_nodes.size(); }

private:
    const std::vector<Bytes>& m_nodes;
    mutable std::size_t m_next = 0;
};

}  // namespace

Result<std::vector<Bytes>> proofNodes(const NodeReader& reader, const Hash& root, BytesView key) {
    RecordingReader recorder{reader};
    const auto value = Trie{recorder, root}.get(crypto::keccak256(key).view());
    if (!value) return failFrom(value);
    return std::move(recorder).taken();
}

Result<std::optional<Bytes>> verifyProof(const Hash& root, BytesView key,
                                         const std::vector<Bytes>& nodes) {
    const ProofReader reader{nodes};
    auto value = Trie{reader, root}.get(crypto::keccak256(key).view());
    if (!value) return fail(ErrorCode::invalidProof, value.error().data);
    if (!reader.usedUp()) return fail(ErrorCode::invalidProof, "nodes beside the path");
    return value;
}

}  // namespace rollscope::merkle
