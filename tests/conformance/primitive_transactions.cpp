#include <algorithm>

#include "fixture.h"
#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/evm/gas.h"
#include "node/core/state/transition.h"
#include "node/crypto/curve.h"
#include "node/crypto/native_precompiles.h"
#include "primitives.h"

namespace rollscope::conformance {

namespace {

/// Decodes and asks all that a chain asks of a transaction whose sender has nonce and money.
Result<Address> admit(BytesView bytes, types::Transaction& out) {
    const auto tx = types::decodeTransaction(bytes);
    if (!tx) return failFrom(tx);
    out = *tx;
    const auto sender = types::senderOf(*tx, host::nativePrecompiles());
    if (!sender) return sender;
    const state::MemoryState empty;
    state::JournaledState journaled(empty);
    journaled.setNonce(*sender, tx->nonce);
    journaled.setBalance(*sender, ~U256{});
    state::BlockEnv block;
    block.chainId = 1;
    state::TxOptions options;
    options.allowBlobs = true;
    // A gas limit and a value that no block and no purse can hold are still well-formed.
    types::Transaction payable = *tx;
    payable.value = U256{};
    payable.gasLimit = std::min<std::uint64_t>(tx->gasLimit, ~std::uint64_t{0} >> 1);
    if (auto ok = state::validateTransaction(journaled, block, payable, *sender, options); !ok) {
        return failFrom(ok);
    }
    return sender;
}

types::Transaction transactionOf(const QJsonObject& fields) {
    types::Transaction tx;
    const auto word = [&](const char* key) {
        const QJsonValue value = fields[QLatin1String(key)];
        return value.isUndefined() || value.toString() == QLatin1String("0x") ? U256{}
                                                                              : wordOf(value);
    };
    tx.nonce = word("nonce").low();
    tx.gasLimit = word("gasLimit").low();
    tx.value = word("value");
    tx.maxFeePerGas = word("gasPrice");
    tx.maxPriorityFeePerGas = tx.maxFeePerGas;
    const QString to = fields[QStringLiteral("to")].toString();
    if (to.size() > 2) tx.to = addressOf(to);
    if (fields[QStringLiteral("data")].isString())
        tx.data = bytesOf(fields[QStringLiteral("data")]);
    return tx;
}

std::string checkSigned(types::Transaction tx, const Hash& key, const Address& sender,
                        BytesView expected) {
    const auto made = host::signTransaction(std::move(tx), key);
    if (!made) return made.error().text();
    const Bytes bytes = types::encodeTransaction(*made);
    if (auto problem = same(bytes, expected); !problem.empty()) return problem;
    const auto read = types::decodeTransaction(bytes);
    if (!read) return "not read back: " + read.error().text();
    if (*read != *made) return "read back differently";
    const auto recovered = types::senderOf(*read, host::nativePrecompiles());
    return recovered == sender ? std::string{} : "sender differs";
}

/// A legacy transaction with a gas limit or nonce beyond 64 bits: its encoding and signature are
/// sound, and the reader refuses it.
std::string checkOversized(const QJsonObject& test, const Hash& key) {
    codec::RlpWriter fields;
    for (const char* name : {"nonce", "gasPrice", "gasLimit", "to", "value", "data"}) {
        const QJsonValue value = test[QLatin1String(name)];
        fields.string(value.isUndefined() ? Bytes{} : bytesOf(value));
    }
    const Bytes bare = fields.asList();
    if (auto bad = same(bare, bytesOf(test[QStringLiteral("unsignedTransaction")])); !bad.empty()) {
        return bad;
    }
    const auto signature = host::sign(key, crypto::keccak256(bare));
    if (!signature) return signature.error().text();
    fields.uint(27U + signature->yParity).uint(signature->r).uint(signature->s);
    const Bytes complete = fields.asList();
    if (types::decodeTransaction(complete)) return "was read";
    return same(complete, bytesOf(test[QStringLiteral("signedTransaction")]));
}

}  // namespace

std::string checkTransaction(const QJsonObject& test) {
    const QJsonObject results = test[QStringLiteral("result")].toObject();
    QJsonObject expected = results[QStringLiteral("Cancun")].toObject();
    if (expected.isEmpty()) expected = results[QStringLiteral("Shanghai")].toObject();
    if (expected.isEmpty()) return "no result";
    const QString text = test[QStringLiteral("txbytes")].toString();
    const auto bytes = bytesFromHex(text.toStdString());
    types::Transaction tx;
    const auto sender = bytes ? admit(*bytes, tx) : Result<Address>(failFrom(bytes));
    const QString exception = expected[QStringLiteral("exception")].toString();
    if (!exception.isEmpty()) {
        return sender ? "accepted, expected " + exception.toStdString() : std::string{};
    }
    if (!sender) return "refused: " + sender.error().text();
    if (*sender != addressOf(expected[QStringLiteral("sender")])) return "sender differs";
    if (types::transactionHash(tx) != hashOf(expected[QStringLiteral("hash")])) {
        return "hash differs";
    }
    const auto gas = static_cast<std::uint64_t>(evm::gas::intrinsic(tx));
    if (gas != numberOf(expected[QStringLiteral("intrinsicGas")])) return "intrinsic gas differs";
    return same(types::encodeTransaction(tx), *bytes);
}

std::string checkLegacyTransaction(const QJsonObject& test) {
    const Hash key = hashOf(test[QStringLiteral("privateKey")]);
    const Address sender = addressOf(test[QStringLiteral("accountAddress")]);
    for (const char* name : {"nonce", "gasLimit"}) {
        const QJsonValue value = test[QLatin1String(name)];
        if (value.isString() && bytesOf(value).size() > 8) return checkOversized(test, key);
    }
    types::Transaction tx = transactionOf(test);
    const auto unsignedHash = [&](const char* field) {
        return crypto::keccak256(bytesOf(test[QLatin1String(field)]));
    };
    if (types::signingHash(tx) != unsignedHash("unsignedTransaction")) return "signing hash";
    if (auto problem =
            checkSigned(tx, key, sender, bytesOf(test[QStringLiteral("signedTransaction")]));
        !problem.empty()) {
        return problem;
    }
    tx.chainId = 5;
    if (types::signingHash(tx) != unsignedHash("unsignedTransactionChainId5")) {
        return "signing hash with chain id";
    }
    return checkSigned(tx, key, sender, bytesOf(test[QStringLiteral("signedTransactionChainId5")]));
}

std::string checkTypedTransaction(const QJsonObject& test) {
    const QJsonObject fields = test[QStringLiteral("tx")].toObject();
    types::Transaction tx = transactionOf(fields);
    const auto type = numberOf(fields[QStringLiteral("type")]);
    if (type != 1 && type != 2) return "type " + std::to_string(type);
    tx.type = static_cast<types::TxType>(type);
    const auto optional = [&](const char* key) {
        const QJsonValue value = fields[QLatin1String(key)];
        return value.isUndefined() ? U256{} : wordOf(value);
    };
    tx.chainId = optional("chainId").low();
    if (tx.type == types::TxType::dynamicFee) {
        tx.maxFeePerGas = optional("maxFeePerGas");
        tx.maxPriorityFeePerGas = optional("maxPriorityFeePerGas");
    }
    for (const QJsonValue& entry : fields[QStringLiteral("accessList")].toArray()) {
        types::AccessTuple tuple;
        tuple.address = addressOf(entry.toObject()[QStringLiteral("address")]);
        for (const QJsonValue& slot : entry.toObject()[QStringLiteral("storageKeys")].toArray()) {
            tuple.storageKeys.push_back(hashOf(slot));
        }
        tx.accessList.push_back(std::move(tuple));
    }
    if (types::signingHash(tx) != crypto::keccak256(bytesOf(test[QStringLiteral("unsigned")]))) {
        return "signing hash";
    }
    return checkSigned(tx, hashOf(test[QStringLiteral("key")]),
                       addressOf(test[QStringLiteral("address")]),
                       bytesOf(test[QStringLiteral("signed")]));
}

// The signature is older than EIP-2, its s may be high: fields and recovery are checked.
std::string checkOldTransaction(const QJsonObject& test) {
    const Bytes bytes = bytesOf(test[QStringLiteral("signed")]);
    const auto list = codec::decodeRlp(bytes);
    const auto items = list ? list->items(9) : Result<std::vector<codec::RlpItem>>(failFrom(list));
    if (!items) return items.error().text();
    types::Transaction tx;
    tx.nonce = numberOf(test[QStringLiteral("nonce")]);
    tx.maxFeePerGas = wordOf(test[QStringLiteral("gasprice")]);
    tx.gasLimit = numberOf(test[QStringLiteral("startgas")]);
    tx.value = wordOf(test[QStringLiteral("value")]);
    tx.data = bytesOf(test[QStringLiteral("data")]);
    const Bytes to = bytesOf(test[QStringLiteral("to")]);
    if (to.size() == Address::size()) tx.to = addressFromBytes(to);
    const auto v = (*items)[6].u64();
    const auto r = (*items)[7].u256();
    const auto s = (*items)[8].u256();
    if (!v || !r || !s || *v < 27 || *v > 28) return "signature cannot be read";
    tx.signature = {static_cast<std::uint8_t>(*v - 27), *r, *s};
    if (auto problem = same(types::encodeTransaction(tx), bytes); !problem.empty()) return problem;
    const auto owner = host::publicAddress(hashFromBytes(bytesOf(test[QStringLiteral("key")])));
    const auto signer = host::recoverAddress(types::signingHash(tx), tx.signature.yParity, *r, *s);
    return owner && signer == *owner ? std::string{} : "signer differs";
}

}  // namespace rollscope::conformance
