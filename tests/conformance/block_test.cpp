#include <memory>

#include "fixture.h"
#include "kinds.h"
#include "node/core/state/import_block.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::conformance {

namespace {

constexpr std::uint64_t mainnet = 1;

/// A block that was accepted, and the state after it.
struct Known {
    types::Header header;
    std::shared_ptr<const state::MemoryState> state;
};

/// Blocks by hash; the head is the block accepted last.
class TestChain {
public:
    std::string begin(const QJsonObject& test);
    /// Empty when the block was accepted.
    std::string import(BytesView bytes);
    const Hash& head() const { return m_head; }
    const state::MemoryState& headState() const { return *m_blocks.at(m_head).state; }

private:
    /// The ancestor of `start` with `number`.
    Hash ancestor(Hash start, std::uint64_t number) const {
        for (auto at = m_blocks.find(start); at != m_blocks.end();
             at = m_blocks.find(at->second.header.parentHash)) {
            if (at->second.header.number == number) return at->first;
        }
        return {};
    }

    std::unordered_map<Hash, Known> m_blocks;
    Hash m_head;
};

std::string TestChain::begin(const QJsonObject& test) {
    const Bytes genesisBytes = bytesOf(test[QStringLiteral("genesisRLP")]);
    const auto genesis = state::decodeEthereumBlock(genesisBytes);
    if (!genesis) return "genesis: " + genesis.error().text();
    auto pre =
        std::make_shared<state::MemoryState>(stateOf(test[QStringLiteral("pre")].toObject()));
    if (pre->root() != genesis->header.stateRoot) return "the state before is not the genesis'";
    m_head = types::headerHash(genesis->header);
    const QJsonObject header = test[QStringLiteral("genesisBlockHeader")].toObject();
    if (hashOf(header[QStringLiteral("hash")]) != m_head) return "hash of the genesis block";
    m_blocks[m_head] = {genesis->header, std::move(pre)};
    return {};
}

std::string TestChain::import(BytesView bytes) {
    const auto block = state::decodeEthereumBlock(bytes);
    if (!block) return block.error().text();
    const auto parent = m_blocks.find(block->header.parentHash);
    if (parent == m_blocks.end()) return "unknown parent";
    const Known& before = parent->second;
    const Hash start = parent->first;
    const state::ParentState parentState{
        *before.state, *before.state, before.header,
        [this, start](std::uint64_t number) { return ancestor(start, number); }};
    const auto result = state::importBlock(parentState, mainnet, *block, host::nativePrecompiles());
    if (!result) return result.error().text();
    auto after = std::make_shared<state::MemoryState>(*before.state);
    after->apply(result->diff, result->nodes, block->header.stateRoot);
    m_head = types::headerHash(block->header);
    m_blocks[m_head] = {block->header, std::move(after)};
    return {};
}

/// Empty when the whole chain went as it should.
std::string checkChain(const QJsonObject& test) {
    TestChain chain;
    if (const std::string problem = chain.begin(test); !problem.empty()) return problem;
    const QJsonValue blocks = test[QStringLiteral("blocks")];
    if (!blocks.isArray()) return "no blocks";
    int index = 0;
    for (const QJsonValue& entry : blocks.toArray()) {
        const QJsonObject block = entry.toObject();
        const Hash headBefore = chain.head();
        const std::string refused = chain.import(bytesOf(block[QStringLiteral("rlp")]));
        const QString expected = block[QStringLiteral("expectException")].toString();
        const std::string place = "block " + std::to_string(index++);
        if (refused.empty() && !expected.isEmpty()) {
            return place + " was accepted, expected " + expected.toStdString();
        }
        if (!refused.empty() && expected.isEmpty()) return place + " was refused: " + refused;
        if (!refused.empty() && chain.head() != headBefore) return place + " moved the head";
    }
    if (chain.head() != hashOf(test[QStringLiteral("lastblockhash")])) return "head differs";
    const Hash root = chain.headState().root();
    const QJsonValue rootExpected = test[QStringLiteral("postStateHash")];
    const Hash expected = rootExpected.isString()
                              ? hashOf(rootExpected)
                              : stateOf(test[QStringLiteral("postState")].toObject()).root();
    return root == expected ? std::string{} : "state root " + toHex(root.view());
}

}  // namespace

void blockFile(const QString&, const QJsonValue& cases, FileResult& result) {
    const QJsonObject tests = cases.toObject();
    for (auto it = tests.begin(); it != tests.end(); ++it) {
        const QJsonObject test = it.value().toObject();
        const QString network = test[QStringLiteral("network")].toString();
        if (!network.isEmpty() && network != QLatin1String("Cancun")) {
            ++result.outside;
            result.whyOutside = "not of Cancun";
            continue;
        }
        result.count(it.key().toStdString(), checkChain(test));
    }
}

}  // namespace rollscope::conformance
