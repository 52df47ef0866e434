#include "ui/models/accounts_model.h"

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {
constexpr int pauseMs = 1000;

QString balanceText(const std::optional<api::AccountView>& account) {
    return account ? ether(account->balance, 4, 4) : QStringLiteral("–");
}
QString exactText(const std::optional<api::AccountView>& account) {
    return account ? ether(account->balance, 18, 18) : QString();
}
}  // namespace

AccountsModel::AccountsModel(api::Node& node, const api::Signer& signer, QObject* parent)
    : QAbstractTableModel(parent), m_node(node) {
    for (const auto& account : signer.accounts()) {
        m_rows.push_back({account.address, account.name, {}, {}});
    }
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (!m_again) return;
        m_again = false;
        refresh();
    });
}

int AccountsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccountsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(columns);
}

QVariant AccountsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const bool numeric = section >= onL1 && section <= nonces;
    if (role == Qt::TextAlignmentRole) {
        return int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case name: return tr("Account");
        case address: return tr("Address");
        case onL1: return tr("On L1");
        case onL2: return tr("On L2");
        case nonces: return tr("Nonces L1, L2");
        default: return {};
    }
}

QVariant AccountsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (column >= send) {
        if (role == KindRole) return int(CellKind::action);
        if (role == Qt::DisplayRole) {
            return column == send ? tr("Send") : column == deposit ? tr("Deposit") : tr("Withdraw");
        }
        return {};
    }
    const bool numeric = column >= onL1;
    if (role == Qt::TextAlignmentRole) {
        return int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == LinkRole) {
        return accountLink(column == onL1 ? api::Layer::l1 : api::Layer::l2, row.address);
    }
    if (column == address) {
        if (role == KindRole) return int(CellKind::hash);
        if (role == Qt::DisplayRole) return elided(row.address);
        if (role == FullRole || role == Qt::ToolTipRole) return hex(row.address);
        return {};
    }
    if (numeric && role == KindRole) return int(CellKind::number);
    if (role == ToneRole && column == onL1) return int(Tone::l1);
    if (role == ToneRole && column == onL2) return int(Tone::l2);
    if (role == Qt::ToolTipRole && column == onL1) return exactText(row.l1);
    if (role == Qt::ToolTipRole && column == onL2) return exactText(row.l2);
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case name: return row.name;
        case onL1: return balanceText(row.l1);
        case onL2: return balanceText(row.l2);
        case nonces:
            return row.l1 && row.l2
                       ? tr("%1, %2").arg(grouped(row.l1->nonce), grouped(row.l2->nonce))
                       : QStringLiteral("–");
        default: return {};
    }
}

void AccountsModel::refresh() {
    if (m_pause.isActive() || m_inFlight > 0) {
        m_again = true;
        return;
    }
    m_pause.start();
    read();
}

void AccountsModel::read() {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        for (const auto layer : {api::Layer::l1, api::Layer::l2}) {
            ++m_inFlight;
            m_node.account(layer, m_rows[i].address, api::BlockTag::latest)
                .then(this, [this, row = static_cast<int>(i), layer](
                                Result<api::AccountView> account) { take(row, layer, account); });
        }
    }
}

void AccountsModel::take(int row, api::Layer layer, const Result<api::AccountView>& account) {
    --m_inFlight;
    Row& changed = m_rows[static_cast<std::size_t>(row)];
    if (account) (layer == api::Layer::l1 ? changed.l1 : changed.l2) = *account;
    if (m_inFlight == 0) emit dataChanged(index(0, onL1), index(rowCount() - 1, nonces));
}

}  // namespace rollscope::ui
