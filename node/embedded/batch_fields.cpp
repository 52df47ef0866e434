#include "node/embedded/batch_fields.h"

#include <QDateTime>
#include <algorithm>

#include "node/embedded/queries.h"

namespace rollscope::embedded {

namespace {

using codec::BatchColumn;
using Group = api::BatchGroup;

/// A value as the decoder met it.
struct Mark {
    BatchColumn column;
    std::uint32_t row;
    std::uint32_t offset;
    std::uint32_t length;
};

struct ColumnName {
    const char* section;
    const char* field;
    Group group;
};

/// In the order of BatchColumn.
constexpr ColumnName names[] = {
    {"block count", "Blocks", Group::header},
    {"timestamps", "Timestamp", Group::block},
    {"L1 block numbers", "L1 block, as reported", Group::block},
    {"L1 timestamps", "L1 timestamp, as reported", Group::block},
    {"inbox counts", "Inbox messages taken in", Group::block},
    {"L1 base fees", "L1 base fee, as reported", Group::block},
    {"transaction counts", "Transactions of the block", Group::header},
    {"kinds", "Kind", Group::kind},
    {"nonces", "Nonce", Group::nonce},
    {"gas limits", "Gas limit", Group::gas},
    {"fees", "Fee cap", Group::fee},
    {"tips", "Tip", Group::fee},
    {"recipient references", "Recipient, by its place", Group::recipient},
    {"recipients", "Recipient", Group::recipient},
    {"values", "Value", Group::value},
    {"data lengths", "Data length", Group::data},
    {"access lists", "Access list", Group::accessList},
    {"data", "Data", Group::data},
    {"y parities", "y parity of eight signatures", Group::signature},
    {"r", "Signature r", Group::signature},
    {"s", "Signature s", Group::signature},
};

const ColumnName& nameOf(BatchColumn column) {
    return names[static_cast<std::size_t>(column)];
}

bool isOfBlock(BatchColumn column) {
    return column >= BatchColumn::timestamp && column <= BatchColumn::transactionCount;
}

QString timeText(std::uint64_t seconds) {
    // what a stranger wrote may be no date at all
    if (seconds > 253'402'300'799ULL) return QString::number(seconds) + QStringLiteral(" s");
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

QString hexText(BytesView bytes) {
    return QString::fromStdString(toHex(bytes));
}

QString shortHex(BytesView bytes) {
    constexpr std::size_t most = 32;
    if (bytes.size() <= most) return hexText(bytes);
    return hexText(bytes.first(most)) + QStringLiteral("… (%1 bytes)").arg(bytes.size());
}

QString weiText(const U256& wei) {
    return QString::fromStdString(toDecimal(wei)) + QStringLiteral(" wei");
}

QString kindText(const types::Transaction& tx) {
    switch (tx.type) {
        case types::TxType::accessList: return QStringLiteral("1: EIP-2930");
        case types::TxType::dynamicFee: return QStringLiteral("2: EIP-1559");
        default: break;
    }
    return tx.chainId ? QStringLiteral("0: legacy, with chain id (EIP-155)")
                      : QStringLiteral("3: legacy, without chain id");
}

}  // namespace

struct ColumnFields::Impl : codec::BatchWatch {
    BytesView columns;
    std::uint64_t firstBlock = 0;
    std::vector<Mark> marks;
    std::vector<codec::BatchBlock> blocks;
    std::vector<const types::Transaction*> txs;
    std::vector<std::uint32_t> blockOf;  ///< of each transaction
    QString problem;

    void value(BatchColumn column, std::size_t row, std::size_t offset,
               std::size_t length) override {
        marks.push_back({column, static_cast<std::uint32_t>(row),
                         static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)});
    }

    BytesView bytesOf(const Mark& mark) const { return columns.subspan(mark.offset, mark.length); }

    QString textOfBlock(const Mark& mark) const {
        const codec::BatchBlock& block = blocks[mark.row];
        switch (mark.column) {
            case BatchColumn::timestamp: return timeText(block.timestamp);
            case BatchColumn::l1Number: return QString::number(block.l1Number);
            case BatchColumn::l1Timestamp: return timeText(block.l1Timestamp);
            case BatchColumn::inboxCount: return QString::number(block.inboxCount);
            case BatchColumn::l1BaseFee: return weiText(block.l1BaseFee);
            default: return QString::number(block.userTxs.size());
        }
    }

    QString textOfTransaction(const Mark& mark) const {
        const types::Transaction& tx = *txs[mark.row];
        switch (mark.column) {
            case BatchColumn::kind: return kindText(tx);
            case BatchColumn::nonce: return QString::number(tx.nonce);
            case BatchColumn::gasLimit: return QString::number(tx.gasLimit);
            case BatchColumn::fee: return weiText(tx.maxFeePerGas);
            case BatchColumn::tip: return weiText(tx.maxPriorityFeePerGas);
            case BatchColumn::reference:
                return tx.to ? hexText(tx.to->view()) : QStringLiteral("0: creates a contract");
            case BatchColumn::value: return etherText(tx.value);
            case BatchColumn::dataLength: return QStringLiteral("%1 bytes").arg(tx.data.size());
            case BatchColumn::accessList:
                return QStringLiteral("%1 entries").arg(tx.accessList.size());
            default: return shortHex(bytesOf(mark));
        }
    }

    QString text(const Mark& mark) const {
        if (!problem.isEmpty() || mark.column == BatchColumn::blockCount) {
            return problem.isEmpty() ? QString::number(blocks.size()) : shortHex(bytesOf(mark));
        }
        if (isOfBlock(mark.column)) return textOfBlock(mark);
        if (mark.column == BatchColumn::recipient) return hexText(bytesOf(mark));
        return textOfTransaction(mark);
    }

    api::BatchField field(const Mark& mark) const {
        const ColumnName& name = nameOf(mark.column);
        api::BatchField result;
        result.offset = mark.offset;
        result.length = mark.length;
        result.name = QString::fromLatin1(name.field);
        result.value = text(mark);
        result.group = name.group;
        if (isOfBlock(mark.column)) {
            result.block = mark.row;
            result.link = QStringLiteral("block:l2:%1").arg(firstBlock + mark.row);
        } else if (mark.column == BatchColumn::recipient) {
            result.link = QStringLiteral("account:l2:") + hexText(bytesOf(mark));
        } else if (mark.column != BatchColumn::blockCount) {
            result.transaction = mark.row;
            if (problem.isEmpty()) {
                result.block = blockOf[mark.row];
                result.link = QStringLiteral("tx:l2:") +
                              hexText(types::transactionHash(*txs[mark.row]).view());
            }
        }
        return result;
    }
};

ColumnFields::ColumnFields(BytesView columns, std::uint64_t chainId, std::uint64_t firstBlock)
    : m(std::make_unique<Impl>()) {
    m->columns = columns;
    m->firstBlock = firstBlock;
    auto decoded = codec::decodeBatchColumns(columns, chainId, m.get());
    if (!decoded) {
        m->problem = QString::fromStdString(decoded.error().text());
        return;
    }
    m->blocks = std::move(*decoded);
    for (std::size_t i = 0; i < m->blocks.size(); ++i) {
        for (const auto& tx : m->blocks[i].userTxs) {
            m->txs.push_back(&tx);
            m->blockOf.push_back(static_cast<std::uint32_t>(i));
        }
    }
}

ColumnFields::~ColumnFields() = default;

const QString& ColumnFields::problem() const {
    return m->problem;
}
std::uint32_t ColumnFields::blocks() const {
    return static_cast<std::uint32_t>(m->blocks.size());
}
std::uint32_t ColumnFields::transactions() const {
    return static_cast<std::uint32_t>(m->txs.size());
}

std::vector<api::BatchSection> ColumnFields::sections() const {
    std::vector<api::BatchSection> result;
    std::optional<BatchColumn> last;
    for (const Mark& mark : m->marks) {
        if (last != mark.column) {
            const ColumnName& name = nameOf(mark.column);
            result.push_back({QString::fromLatin1(name.section), name.group, mark.offset, 0});
            last = mark.column;
        }
        result.back().length = mark.offset + mark.length - result.back().offset;
    }
    return result;
}

std::vector<api::BatchField> ColumnFields::within(std::uint64_t offset,
                                                  std::uint64_t length) const {
    std::vector<api::BatchField> result;
    auto mark = std::partition_point(m->marks.begin(), m->marks.end(), [offset](const Mark& each) {
        return std::uint64_t{each.offset} + each.length <= offset;
    });
    for (; mark != m->marks.end() && mark->offset < offset + length; ++mark) {
        result.push_back(m->field(*mark));
    }
    return result;
}

std::vector<api::BatchField> ColumnFields::of(std::uint32_t transaction) const {
    std::vector<api::BatchField> result;
    if (transaction >= m->txs.size()) return result;
    const auto& to = m->txs[transaction]->to;
    bool hasRecipient = false;
    for (const Mark& mark : m->marks) {
        bool own = !isOfBlock(mark.column) && mark.row == transaction;
        if (mark.column == BatchColumn::blockCount) own = false;
        if (mark.column == BatchColumn::parity) own = mark.row == transaction / 8 * 8;
        if (mark.column == BatchColumn::recipient) {
            // an address that a stranger lists twice is told where it stands first
            own = !hasRecipient && to && addressFromBytes(m->bytesOf(mark)) == *to;
            hasRecipient = hasRecipient || own;
        }
        if (own) result.push_back(m->field(mark));
    }
    return result;
}

}  // namespace rollscope::embedded
