#include "node/core/types/receipt.h"

#include <array>

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::types {
namespace {

// Yellow paper, equation 29: three 11-bit numbers out of the hash's first six bytes.
std::array<std::size_t, 3> bloomBits(BytesView value) {
    const Hash hash = crypto::keccak256(value);
    std::array<std::size_t, 3> bits{};
    for (std::size_t i = 0; i < bits.size(); ++i) {
        bits[i] = ((std::size_t{hash[2 * i]} << 8) | hash[2 * i + 1]) & 2047;
    }
    return bits;
}

std::size_t byteOf(std::size_t bit) {
    return Bloom::size() - 1 - bit / 8;
}

}  // namespace

void addToBloom(Bloom& bloom, BytesView value) {
    for (const std::size_t bit : bloomBits(value)) {
        std::uint8_t& byte = bloom[byteOf(bit)];
        byte = static_cast<std::uint8_t>(byte | (1U << (bit % 8)));
    }
}

bool bloomMayContain(const Bloom& bloom, BytesView value) {
    for (const std::size_t bit : bloomBits(value)) {
        if ((bloom[byteOf(bit)] & (1U << (bit % 8))) == 0) return false;
    }
    return true;
}

Bloom bloomOf(const std::vector<Log>& logs) {
    Bloom bloom;
    for (const Log& log : logs) {
        addToBloom(bloom, log.address.view());
        for (const Hash& topic : log.topics) addToBloom(bloom, topic.view());
    }
    return bloom;
}

Bytes encodeReceipt(const Receipt& receipt) {
    codec::RlpWriter logs;
    for (const Log& log : receipt.logs) {
        codec::RlpWriter topics;
        for (const Hash& topic : log.topics) topics.fixed(topic);
        logs.list(codec::RlpWriter{}.fixed(log.address).list(topics).string(log.data));
    }
    codec::RlpWriter fields;
    fields.boolean(receipt.success).uint(receipt.cumulativeGasUsed).fixed(receipt.bloom).list(logs);
    if (receipt.type == TxType::legacy) return fields.asList();
    const std::uint8_t prefix[1] = {static_cast<std::uint8_t>(receipt.type)};
    return fields.asList(prefix);
}

}  // namespace rollscope::types
