#include "ui/models/vault_model.h"

#include <algorithm>

namespace rollscope::ui {

namespace {

constexpr int soonMs = 500;
constexpr std::uint32_t pageRows = 500;

/// L2Token.pendingOf(bytes32).
Bytes pendingCall(const Hash& redeemHash) {
    Bytes data{0x60, 0x79, 0x4c, 0x54};
    append(data, redeemHash.view());
    return data;
}

}  // namespace

BadgeText badgeOf(SecretState state) {
    switch (state) {
        case SecretState::unseen: return {QStringLiteral("UNSEEN"), Tone::ink2, Solidity::soft};
        case SecretState::onL1: return {QStringLiteral("SENT"), Tone::l1, Solidity::firm};
        case SecretState::consumable:
            return {QStringLiteral("CONSUMABLE"), Tone::l2, Solidity::firm};
        case SecretState::inPool: return {QStringLiteral("IN POOL"), Tone::l2, Solidity::firm};
        case SecretState::redeemed: return {QStringLiteral("REDEEMED"), Tone::l2, Solidity::final};
        case SecretState::failed: break;
    }
    return {QStringLiteral("FAILED"), Tone::trouble, Solidity::firm};
}

SecretState VaultModel::Row::state() const {
    if (!message) return SecretState::unseen;
    switch (message->stage) {
        case api::MessageStage::consumable: return SecretState::consumable;
        case api::MessageStage::consumed:
            return !pool || *pool > U256{} ? SecretState::inPool : SecretState::redeemed;
        case api::MessageStage::failed: return SecretState::failed;
        default: return SecretState::onL1;
    }
}

VaultModel::VaultModel(api::Node& node, api::SecretVault& vault, Now now, Names names,
                       QObject* parent)
    : QAbstractTableModel(parent),
      m_node(node),
      m_vault(vault),
      m_now(std::move(now)),
      m_names(std::move(names)) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &VaultModel::readEntries);
    connect(&m_node, &api::Node::messageChanged, this, &VaultModel::refresh);
    connect(&m_node, &api::Node::chainReorged, this, &VaultModel::refresh);
    connect(&m_node, &api::Node::newBlock, this, [this](api::Layer layer) {
        // a redeem changes no message
        const bool waits = std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) {
            return row.state() == SecretState::inPool;
        });
        if (layer == api::Layer::l2 && waits) refresh();
    });
    m_node.config().then(this, [this](Result<api::NodeConfig> config) {
        if (!config) return;
        for (const auto& contract : config->contracts) {
            if (contract.name == QLatin1String("L2PortalToken")) m_token = contract.address;
        }
        refresh();
    });
}

const VaultModel::Row* VaultModel::rowAt(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    return &m_rows[static_cast<std::size_t>(row)];
}

const VaultModel::Row* VaultModel::rowOf(const Hash& hash) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) {
        return row.entry.secrets.secretHash == hash;
    });
    return found == m_rows.end() ? nullptr : &*found;
}

void VaultModel::refresh() {
    if (!m_soon.isActive()) m_soon.start();
}

void VaultModel::readEntries() {
    auto entries = m_vault.entries();
    const bool same = std::equal(
        entries.begin(), entries.end(), m_rows.begin(), m_rows.end(),
        [](const auto& entry, const Row& row) { return entry.secrets == row.entry.secrets; });
    if (!same) {
        std::vector<Row> rows;
        for (auto& entry : entries) {
            const Row* known = rowOf(entry.secrets.secretHash);
            rows.push_back(known != nullptr ? *known : Row{std::move(entry), {}, {}});
        }
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    ++m_generation;
    if (!m_rows.empty()) readMessages(0);
}

// Newest first, until every secret has met its message or there are no more.
void VaultModel::readMessages(std::uint64_t offset) {
    m_node.messages(api::MessageSide::inbox, {}, {offset, pageRows})
        .then(this,
              [this, offset, generation = m_generation](Result<api::Page<api::MessageView>> page) {
                  if (!page || generation != m_generation) return;
                  for (const api::MessageView& each : page->rows) {
                      if (!each.claimable || !each.inbound) continue;
                      const Row* found = rowOf(each.inbound->secretHash);
                      if (found == nullptr) continue;
                      const auto row = static_cast<std::size_t>(found - m_rows.data());
                      m_rows[row].message = each;
                      rowChanged(row);
                      if (each.stage == api::MessageStage::consumed) readPool(row);
                  }
                  const bool missing = std::any_of(m_rows.begin(), m_rows.end(),
                                                   [](const Row& row) { return !row.message; });
                  // those found before may stand deeper than this page: they are asked for by index
                  for (std::size_t row = 0; row < m_rows.size() && offset == 0; ++row) {
                      const auto& known = m_rows[row].message;
                      if (!known || page->rows.empty() || known->index >= page->rows.back().index) {
                          continue;
                      }
                      m_node.message(api::MessageSide::inbox, known->index)
                          .then(this, [this, row, generation](Result<api::MessageView> message) {
                              if (!message || generation != m_generation) return;
                              m_rows[row].message = *message;
                              rowChanged(row);
                              if (message->stage == api::MessageStage::consumed) readPool(row);
                          });
                  }
                  const std::uint64_t next = offset + page->rows.size();
                  if (missing && !page->rows.empty() && next < page->total) readMessages(next);
              });
}

void VaultModel::readPool(std::size_t row) {
    if (m_token.isZero()) return;
    api::CallRequest request;
    request.to = m_token;
    request.data = pendingCall(m_rows[row].entry.secrets.redeemHash);
    m_node.call(api::Layer::l2, request, api::BlockTag::latest)
        .then(this, [this, row, generation = m_generation](Result<Bytes> answer) {
            if (!answer || answer->size() != 32 || generation != m_generation) return;
            m_rows[row].pool = u256FromBytes(*answer);
            rowChanged(row);
        });
}

void VaultModel::rowChanged(std::size_t row) {
    const int changed = static_cast<int>(row);
    emit dataChanged(index(changed, 0), index(changed, columns - 1));
}

int VaultModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int VaultModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(columns);
}

QVariant VaultModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) {
        return int((section == value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    static const char* const titles[] = {QT_TR_NOOP("Made"),
                                         QT_TR_NOOP("Amount"),
                                         QT_TR_NOOP("To, on L2"),
                                         QT_TR_NOOP("Secret hash"),
                                         QT_TR_NOOP("Message"),
                                         QT_TR_NOOP("State"),
                                         QT_TR_NOOP("What it waits for"),
                                         ""};
    return section < columns && *titles[section] != '\0' ? tr(titles[section]) : QString();
}

QVariant VaultModel::data(const QModelIndex& index, int role) const {
    const Row* row = rowAt(index.row());
    if (row == nullptr || !index.isValid()) return {};
    const api::PortalSecrets& secrets = row->entry.secrets;
    const SecretState state = row->state();
    const auto hash = [role](api::Layer layer, const QString& full, const QString& link) {
        switch (role) {
            case Qt::DisplayRole: return QVariant(elided(full));
            case Qt::ToolTipRole:
            case FullRole: return QVariant(full);
            case KindRole: return QVariant(int(CellKind::hash));
            case LayerRole: return QVariant(layerIndex(layer));
            case LinkRole: return QVariant(link);
            default: return QVariant();
        }
    };
    if (role == Qt::TextAlignmentRole) {
        return int((index.column() == value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    const QString link =
        row->message ? messageLink(api::MessageSide::inbox, row->message->index) : QString();
    switch (index.column()) {
        case created:
            if (role == Qt::DisplayRole) return dayText(row->entry.createdAt);
            return role == Qt::ToolTipRole ? absoluteTime(row->entry.createdAt) : QVariant();
        case value:
            if (role == Qt::DisplayRole) return amount(row->entry.amount) + QStringLiteral(" TST");
            return role == KindRole ? QVariant(int(CellKind::number)) : QVariant();
        case recipient:
            if (role == SuffixRole) return m_names(secrets.recipient);
            return hash(api::Layer::l2, hex(secrets.recipient),
                        accountLink(api::Layer::l2, secrets.recipient));
        case secretHash: return hash(api::Layer::l1, hex(secrets.secretHash), link);
        case message:
            if (role == Qt::DisplayRole) {
                return row->message ? u'#' + grouped(row->message->index) : QStringLiteral("–");
            }
            if (role == LinkRole) return link;
            return role == KindRole ? QVariant(int(CellKind::mono)) : QVariant();
        case stateColumn:
            if (role == Qt::DisplayRole) return badgeOf(state).word;
            if (role == KindRole) return int(CellKind::badge);
            if (role == ToneRole) return int(badgeOf(state).tone);
            return role == SolidityRole ? QVariant(int(badgeOf(state).solidity)) : QVariant();
        case why:
            if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
            switch (state) {
                case SecretState::unseen: return tr("its deposit is in no L1 block");
                case SecretState::consumable: return tr("nothing: claim it");
                case SecretState::inPool: return tr("its recipient redeems it");
                case SecretState::redeemed: return tr("nothing: it is paid");
                default: return row->message->why;
            }
        case act: break;
        default: return {};
    }
    const bool claim = state == SecretState::consumable, redeem = state == SecretState::inPool;
    switch (role) {
        case KindRole: return int(CellKind::action);
        case PrimaryRole: return claim || redeem;
        case ReasonRole:
            if (claim || redeem) return QString();
            return state == SecretState::redeemed ? tr("It is claimed and redeemed")
                                                  : tr("A claim opens when an L2 block has taken "
                                                       "the message in");
        case Qt::DisplayRole:
            return redeem || state == SecretState::redeemed ? tr("Redeem") : tr("Claim");
        default: return {};
    }
}

}  // namespace rollscope::ui
