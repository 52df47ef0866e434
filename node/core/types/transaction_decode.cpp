// The strict way back from bytes to a transaction.
#include "node/core/codec/rlp.h"
#include "node/core/types/transaction.h"

namespace rollscope::types {
namespace {

using codec::RlpItem;

// secp256k1's group order and its half (EIP-2).
constexpr U256 groupOrder{0xbfd25e8cd0364141, 0xbaaedce6af48a03b, 0xfffffffffffffffe,
                          0xffffffffffffffff};
constexpr U256 halfOrder{0xdfe92f46681b20a0, 0x5d576e7357a4501d, 0xffffffffffffffff,
                         0x7fffffffffffffff};

constexpr std::size_t legacyFields = 9;
constexpr std::size_t accessListFields = 11;
constexpr std::size_t dynamicFeeFields = 12;
constexpr std::size_t blobFields = 14;
constexpr std::size_t depositFields = 8;

// Takes fields in order and remembers the first that was wrong, so that a type reads as a list.
class Fields {
public:
    explicit Fields(std::vector<RlpItem> items) : m_items(std::move(items)) {}

    template <class T>
    T take(Result<T> (RlpItem::*read)() const) {
        Result<T> value = (next().*read)();
        if (value) return *std::move(value);
        remember(value.error());
        return {};
    }
    std::uint64_t u64() { return take(&RlpItem::u64); }
    U256 u256() { return take(&RlpItem::u256); }
    Bytes bytes() { return take(&RlpItem::bytes); }
    std::optional<Address> optionalAddress() { return take(&RlpItem::optionalAddress); }

    std::vector<Hash> hashes() { return hashesOf(next()); }

    std::vector<AccessTuple> accessList() {
        std::vector<AccessTuple> list;
        const auto tuples = next().items();
        if (!tuples) remember(tuples.error());
        for (const RlpItem& tuple : tuples.value_or(std::vector<RlpItem>{})) {
            const auto parts = tuple.items(2);
            if (!parts) {
                remember(parts.error());
                break;
            }
            const auto address = (*parts)[0].address();
            if (!address) remember(address.error());
            list.push_back({address.value_or(Address{}), hashesOf((*parts)[1])});
        }
        return list;
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    const RlpItem& next() { return m_items[m_at++]; }
    void remember(const Error& error) {
        if (!m_error) m_error = error;
    }
    std::vector<Hash> hashesOf(const RlpItem& item) {
        std::vector<Hash> found;
        const auto items = item.items();
        if (!items) remember(items.error());
        for (const RlpItem& one : items.value_or(std::vector<RlpItem>{})) {
            const auto hash = one.hash();
            if (!hash) remember(hash.error());
            found.push_back(hash.value_or(Hash{}));
        }
        return found;
    }

    std::vector<RlpItem> m_items;
    std::size_t m_at = 0;
    std::optional<Error> m_error;
};

Result<void> readV(Transaction& tx, const U256& v) {
    if (tx.type != TxType::legacy) {
        if (v > U256{1}) return fail(ErrorCode::invalidSignature, "parity above 1");
        tx.signature.yParity = static_cast<std::uint8_t>(v.low());
        return {};
    }
    if (v == U256{27} || v == U256{28}) {
        tx.signature.yParity = static_cast<std::uint8_t>(v.low() - 27);
        return {};
    }
    const U256 doubled = v - U256{35};
    if (v < U256{35} || !(doubled >> 1).fitsU64()) {
        return fail(ErrorCode::invalidSignature, "v " + toDecimal(v));
    }
    tx.chainId = (doubled >> 1).low();
    tx.signature.yParity = static_cast<std::uint8_t>(doubled.low() & 1);
    return {};
}

Result<void> readSignature(Transaction& tx, Fields& fields) {
    const U256 v = fields.u256();
    tx.signature.r = fields.u256();
    tx.signature.s = fields.u256();
    if (fields.error()) return tl::make_unexpected(*fields.error());
    if (auto parity = readV(tx, v); !parity) return parity;
    if (tx.signature.r.isZero() || tx.signature.r >= groupOrder) {
        return fail(ErrorCode::invalidSignature, "r out of range");
    }
    if (tx.signature.s.isZero() || tx.signature.s > halfOrder) {
        return fail(ErrorCode::invalidSignature, "s out of range");
    }
    return {};
}

void readDeposit(Transaction& tx, Fields& fields) {
    tx.sourceHash = fields.take(&RlpItem::hash);
    tx.from = fields.take(&RlpItem::address);
    tx.to = fields.optionalAddress();
    tx.mint = fields.u256();
    tx.value = fields.u256();
    tx.gasLimit = fields.u64();
    tx.isSystem = fields.take(&RlpItem::boolean);
    tx.data = fields.bytes();
}

void readSignedFields(Transaction& tx, Fields& fields) {
    const bool hasTip = tx.type == TxType::dynamicFee || tx.type == TxType::blob;
    if (tx.type != TxType::legacy) tx.chainId = fields.u64();
    tx.nonce = fields.u64();
    if (hasTip) tx.maxPriorityFeePerGas = fields.u256();
    tx.maxFeePerGas = fields.u256();
    if (!hasTip) tx.maxPriorityFeePerGas = tx.maxFeePerGas;
    tx.gasLimit = fields.u64();
    tx.to = fields.optionalAddress();
    tx.value = fields.u256();
    tx.data = fields.bytes();
    if (tx.type != TxType::legacy) tx.accessList = fields.accessList();
    if (tx.type == TxType::blob) {
        tx.maxFeePerBlobGas = fields.u256();
        tx.blobVersionedHashes = fields.hashes();
    }
}

std::size_t fieldCount(TxType type) {
    switch (type) {
        case TxType::legacy: return legacyFields;
        case TxType::accessList: return accessListFields;
        case TxType::dynamicFee: return dynamicFeeFields;
        case TxType::blob: return blobFields;
        case TxType::deposit: return depositFields;
    }
    return 0;
}

}  // namespace

Result<Transaction> decodeTransaction(BytesView bytes) {
    if (bytes.empty()) return fail(ErrorCode::invalidTransaction, "no bytes");
    Transaction tx;
    constexpr std::uint8_t firstListByte = 0xc0;
    if (bytes[0] < firstListByte) {
        tx.type = static_cast<TxType>(bytes[0]);
        if (bytes[0] == 0 || fieldCount(tx.type) == 0) {
            return fail(ErrorCode::transactionTypeNotSupported, std::to_string(bytes[0]));
        }
        bytes = bytes.subspan(1);
    }
    const auto list = codec::decodeRlp(bytes);
    if (!list) return failFrom(list);
    auto items = list->items();
    if (!items) return failFrom(items);
    if (items->size() != fieldCount(tx.type)) {
        return fail(ErrorCode::invalidTransaction, "wrong number of fields");
    }
    Fields fields{*std::move(items)};
    if (tx.isDeposit()) {
        readDeposit(tx, fields);
        if (fields.error()) return tl::make_unexpected(*fields.error());
        return tx;
    }
    readSignedFields(tx, fields);
    if (auto read = readSignature(tx, fields); !read) return failFrom(read);
    if (tx.type == TxType::blob && !tx.to) {
        return fail(ErrorCode::invalidTransaction, "a blob transaction cannot create a contract");
    }
    return tx;
}

}  // namespace rollscope::types
