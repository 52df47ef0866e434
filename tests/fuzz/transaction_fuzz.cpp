// Transactions: decoding is total and strict, the hash is that of the bytes, the sender is stable.
#include "node/core/crypto/keccak.h"
#include "node/core/types/transaction.h"
#include "node/crypto/native_precompiles.h"
#include "tests/fuzz/transaction_input.h"

namespace rollscope::fuzz {
namespace {

void readAny(BytesView bytes) {
    const auto tx = types::decodeTransaction(bytes);
    if (!tx) return;
    ASSERT(types::encodeTransaction(*tx) == Bytes(bytes.begin(), bytes.end()));
    ASSERT(types::transactionHash(*tx) == crypto::keccak256(bytes));
    const auto& host = host::nativePrecompiles();
    const auto sender = types::senderOf(*tx, host);
    const auto again = types::senderOf(*types::decodeTransaction(bytes), host);
    ASSERT(sender.has_value() == again.has_value() && (!sender || *sender == *again));
    ASSERT(!tx->isDeposit() || *sender == tx->from);
}

void writeSigned(Input& input) {
    types::Transaction tx = anyTransaction(input);
    if (tx.isDeposit()) return readAny(types::encodeTransaction(tx));
    Hash key;
    key[31] = static_cast<std::uint8_t>(1 + input.below(255));
    const auto done = host::signTransaction(tx, key);
    ASSERT(done.has_value());
    const Bytes bytes = types::encodeTransaction(*done);
    const auto read = types::decodeTransaction(bytes);
    ASSERT(read && *read == *done);
    const auto sender = types::senderOf(*read, host::nativePrecompiles());
    ASSERT(sender && *sender == *host::publicAddress(key));
    readAny(bytes);
}

}  // namespace
}  // namespace rollscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace rollscope;
    fuzz::Input input(data, size);
    switch (input.below(4)) {
        case 0: fuzz::writeSigned(input); break;
        case 1: {  // a form that is right but for a byte
            types::Transaction tx = fuzz::anyTransaction(input);
            tx.signature = {static_cast<std::uint8_t>(input.flag()), input.word(), input.word()};
            Bytes bytes = types::encodeTransaction(tx);
            const std::size_t at = static_cast<std::size_t>(input.u64() % bytes.size());
            bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ input.byte());
            fuzz::readAny(bytes);
            break;
        }
        default: fuzz::readAny(input.rest());
    }
    return 0;
}
