// Writing: a block is one batch, and so is each step back.
#include <algorithm>

#include "node/chain/chain_impl.h"
#include "node/core/base/assert.h"
#include "node/storage/record.h"

namespace rollscope::chain {
namespace {

using storage::keyOf;
using storage::RecordReader;
using storage::WriteBatch;

// Bounds a rewind's batch; every step of it leaves a whole chain.
constexpr std::uint64_t blocksPerStep = 256;

Bytes slotValueBytes(const U256& value) {
    return toMinimalBytes(value);
}

void putAccount(WriteBatch& batch, storage::Column column, const Address& address,
                const std::optional<state::Account>& account) {
    if (account) {
        batch.put(column, address.view(), encodeAccount(*account));
    } else {
        batch.remove(column, address.view());
    }
}

void putSlot(WriteBatch& batch, storage::Column column, const Address& address, const U256& key,
             const U256& value) {
    const auto row = slotRowKey(address, key);
    if (value.isZero()) {
        batch.remove(column, row);
    } else {
        batch.put(column, row, slotValueBytes(value));
    }
}

}  // namespace

std::vector<Address> accountsOf(const types::Transaction& tx, const Address& sender,
                                const std::optional<Address>& created) {
    std::vector<Address> accounts{sender};
    for (const auto& other : {tx.to, created}) {
        if (other && std::find(accounts.begin(), accounts.end(), *other) == accounts.end()) {
            accounts.push_back(*other);
        }
    }
    return accounts;
}

Result<void> Chain::Impl::requireHealth() {
    if (database.health()) return {};
    return database.resume();  // there may be room on the disk again
}

Result<void> Chain::init(const state::Genesis& genesis, storage::WriteBatch extra) {
    ASSERT(empty());
    state::BlockResult result;
    result.block = genesis.block;
    result.hash = genesis.hash;
    result.diff = genesis.diff;
    result.nodes = genesis.nodes;
    result.outboxRoot = genesis.outboxRoot;
    auto written = m->append(result, std::move(extra), storage::Sync::yes);
    if (written) m->genesisHash = genesis.hash;
    return written;
}

Result<void> Chain::insert(const state::BlockResult& result, storage::WriteBatch extra,
                           storage::Sync sync) {
    const auto at = m->now();
    ASSERT(at);
    const auto& header = result.block.header;
    if (header.number != at->head.number() + 1 || header.parentHash != at->head.hash) {
        return fail(ErrorCode::unknownBlock, "block " + std::to_string(header.number) +
                                                 " is no child of the head " +
                                                 std::to_string(at->head.number()));
    }
    return m->append(result, std::move(extra), sync);
}

Result<void> Chain::Impl::append(const state::BlockResult& result, WriteBatch batch,
                                 storage::Sync sync) {
    if (auto healthy = requireHealth(); !healthy) return healthy;
    const auto count = result.block.transactions.size();
    ASSERT(result.txHashes.size() == count && result.senders.size() == count &&
           result.receipts.size() == count);
    const auto parent = now();
    std::vector<Bytes> rawTransactions;
    rawTransactions.reserve(count);
    for (const auto& tx : result.block.transactions) {
        rawTransactions.push_back(types::encodeTransaction(tx));
    }
    Head head;
    head.header = result.block.header;
    head.hash = result.hash;
    head.firstSequence = parent ? parent->head.chainTransactions() : 0;
    head.transactions = static_cast<std::uint32_t>(count);
    head.sizeBytes = blockSize(types::encodeHeader(head.header).size(), rawTransactions);
    head.outboxRoot = result.outboxRoot;
    head.outboxCount = result.outboxCount;

    auto nodes = placeNodes(result.nodes, nextPage);
    if (!nodes) return failFrom(nodes);
    for (const NodePage& page : nodes->pages)
        batch.put(columns.nodes, keyOf(page.number), page.row);
    for (const PlacedNode& node : nodes->nodes) {
        if (node.isRoot) batch.put(columns.nodeRoots, node.hash.view(), keyOf(node.place));
    }
    for (const auto& [hash, code] : result.diff.codes) {
        batch.put(storage::Column::codes, hash.view(), *code);
    }
    bool dropSlots = false;
    auto reverse = putState(result.diff, batch, dropSlots);
    if (!reverse) return failFrom(reverse);
    const auto key = keyOf(head.number());
    batch.put(columns.reverses, key, encodeReverse(*reverse));
    AccountTails tails;
    auto put = putTransactions(result, rawTransactions, head.firstSequence, tails, batch);
    if (!put) return put;
    batch.put(columns.blocks, key, encodeRecord(head, result.systemLogs));
    batch.put(columns.blockNumbers, head.hash.view(), key);
    if (auto written = database.write(std::move(batch), sync); !written) return written;

    // A marker that stays behind is harmless: it promises less than there is.
    if (sync == storage::Sync::yes) {
        static_cast<void>(
            database.setHeadMark(layerIndex(), storage::HeadMark{head.number(), head.hash}));
    }
    accountLists.remember(std::move(tails));
    nextPage += nodes->pages.size();
    source->nodes.remember(nodes->nodes);
    source->nodes.remember(result.diff.codes);
    const auto version = parent ? parent->version + 1 : 1;
    source->cache.advance(version, result.diff, dropSlots);
    recent.put(head, result);
    publish(std::move(head), version, parent ? parent->line : 0);
    return {};
}

Result<Reverse> Chain::Impl::putState(const state::StateDiff& diff, WriteBatch& batch,
                                      bool& dropSlots) const {
    const auto at = now();
    const FlatView before(source, at ? at->snapshot : database.snapshot(), at ? at->version : 0);
    Reverse reverse;
    for (const auto& [address, change] : diff.accounts) {
        const auto old = before.account(address);
        reverse.accounts.emplace_back(address, old);
        putAccount(batch, columns.accounts, address, change.account);
        const bool cleared = change.storageCleared || !change.account;
        // Only a contract can have slots: the scan is spared for the many plain accounts.
        if (cleared && old && old->codeHash != crypto::emptyKeccak) {
            dropSlots = true;
            auto scanned = database.scan(
                columns.slotValues, {address.view(), {}, storage::Order::forward},
                [&, owner = address](BytesView key, BytesView value) {
                    const auto slot = u256FromBytes(key.subspan(Address::size()));
                    reverse.slotValues.push_back({owner, slot, u256FromBytes(value)});
                    batch.remove(columns.slotValues, key);
                    return true;
                },
                at ? at->snapshot.get() : nullptr);
            if (!scanned) return failFrom(scanned);
            for (const auto& [key, value] : change.storage) {
                // Undone in reverse order, the scanned value comes after this zero.
                reverse.slotValues.insert(reverse.slotValues.begin(), {address, key, {}});
                putSlot(batch, columns.slotValues, address, key, value);
            }
            continue;
        }
        for (const auto& [key, value] : change.storage) {
            reverse.slotValues.push_back({address, key, before.storage(address, key)});
            putSlot(batch, columns.slotValues, address, key, value);
        }
    }
    if (auto healthy = database.health(); !healthy) return failFrom(healthy);
    return reverse;
}

Result<void> Chain::Impl::putTransactions(const state::BlockResult& result,
                                          const std::vector<Bytes>& rawTransactions,
                                          std::uint64_t firstSequence, AccountTails& tails,
                                          WriteBatch& batch) {
    std::uint32_t logs = 0;
    for (std::size_t i = 0; i < rawTransactions.size(); ++i) {
        const auto key = keyOf(firstSequence + i);
        const auto& tx = result.block.transactions[i];
        const auto& receipt = result.receipts[i];
        const TransactionRow row{result.block.header.number, static_cast<std::uint32_t>(i),
                                 result.txHashes[i], result.senders[i], rawTransactions[i]};
        batch.put(columns.transactions, key, encodeTransactionRow(row));
        batch.put(columns.receipts, key, encodeReceiptRow({receipt, logs}));
        batch.put(columns.transactionHashes, row.hash.view(), key);
        logs += static_cast<std::uint32_t>(receipt.logs.size());
        for (const auto& account : accountsOf(tx, row.sender, receipt.contractAddress)) {
            auto added = accountLists.append(account, firstSequence + i, tails, batch);
            if (!added) return added;
        }
    }
    accountLists.put(tails, batch);
    return {};
}

Result<void> Chain::Impl::undoBlock(const Published& at, std::uint64_t number, AccountTails& tails,
                                    WriteBatch& batch) {
    auto record = recordAt(at, number);
    if (!record) return failFrom(record);
    if (!*record) return fail(ErrorCode::storageCorrupt, "block " + std::to_string(number));
    const auto key = keyOf(number);
    const auto row = database.get(columns.reverses, key);
    if (!row) return failFrom(row);
    if (!*row) return fail(ErrorCode::storageCorrupt, "no reverse of " + std::to_string(number));
    const auto reverse = decodeReverse(**row);
    if (!reverse) return failFrom(reverse);
    for (const auto& [address, account] : reverse->accounts) {
        putAccount(batch, columns.accounts, address, account);
    }
    for (const auto& slot : reverse->slotValues) {
        putSlot(batch, columns.slotValues, slot.address, slot.key, slot.value);
    }
    const auto first = (*record)->firstSequence;
    for (std::uint64_t sequence = first; sequence < (*record)->chainTransactions(); ++sequence) {
        auto mined = minedAt(at, sequence);
        if (!mined) return failFrom(mined);
        if (!*mined) return fail(ErrorCode::storageCorrupt, "a transaction row is missing");
        const auto& stored = (*mined)->transaction;
        batch.remove(columns.transactions, keyOf(sequence));
        batch.remove(columns.receipts, keyOf(sequence));
        batch.remove(columns.transactionHashes, stored.hash.view());
        for (const auto& account :
             accountsOf(stored.tx, stored.sender, (*mined)->receipt.receipt.contractAddress)) {
            auto removed = accountLists.removeLast(account, tails, batch);
            if (!removed) return removed;
        }
    }
    batch.remove(columns.reverses, key);
    batch.remove(columns.blocks, key);
    batch.remove(columns.blockNumbers, (*record)->hash.view());
    return {};
}

Result<void> Chain::truncate(std::uint64_t number, WriteBatch extra) {
    auto at = m->now();
    ASSERT(at);
    if (number > at->head.number()) {
        return fail(ErrorCode::unknownBlock, "block " + std::to_string(number));
    }
    if (auto healthy = m->requireHealth(); !healthy) return healthy;
    auto target = m->recordAt(*at, number);
    if (!target) return failFrom(target);
    if (!*target) return fail(ErrorCode::storageCorrupt, "block " + std::to_string(number));
    m->accountLists.forget();
    // Lowered first: interrupted, the database is ahead of the marker, which is harmless.
    auto lowered =
        m->database.setHeadMark(m->layerIndex(), storage::HeadMark{number, (*target)->hash});
    if (!lowered) return lowered;
    do {
        const auto top = at->head.number();
        const auto stop = top - std::min(top - number, blocksPerStep);
        WriteBatch batch;
        if (stop == number) batch = std::move(extra);
        AccountTails tails;
        for (auto undone = top; undone > stop; --undone) {
            if (auto done = m->undoBlock(*at, undone, tails, batch); !done) return done;
        }
        m->accountLists.put(tails, batch);
        for (const auto which : {Label::safe, Label::asserted, Label::finalized}) {
            if (label(which) <= stop) continue;
            batch.put(m->columns.labels, asBytes(labelName(which)), keyOf(stop));
        }
        auto record = m->recordAt(*at, stop);
        if (!record) return failFrom(record);
        if (auto written = m->database.write(std::move(batch)); !written) return written;
        for (auto& value : m->labels) value = std::min(value.load(), stop);
        m->source->cache.reset(at->version + 1);
        m->publish(**record, at->version + 1, at->line + 1);
        at = m->now();
    } while (at->head.number() > number);
    return {};
}

Result<void> Chain::setLabel(Label label, std::uint64_t number, WriteBatch extra) {
    if (number > headNumber()) {
        return fail(ErrorCode::unknownBlock, "block " + std::to_string(number));
    }
    extra.put(m->columns.labels, asBytes(labelName(label)), keyOf(number));
    if (auto written = m->database.write(std::move(extra)); !written) return written;
    m->labels.at(static_cast<std::size_t>(label)) = number;
    return {};
}

}  // namespace rollscope::chain
