// The vault's secrets with what became of their messages on the chains.
//
// In: an open vault and a node. Out: a table. The node is asked about hashes, never told a secret.
#pragma once

#include <QAbstractTableModel>
#include <QTimer>
#include <map>

#include "node/api/node.h"
#include "node/api/portal_secrets.h"
#include "ui/models/cells.h"

namespace rollscope::ui {

/// How far a deposit is, seen from its secrets.
enum class SecretState : std::uint8_t {
    unseen,      ///< no message with its hash: the deposit was never sent, or is not here yet
    onL1,        ///< its message waits for an L2 block
    consumable,  ///< claim it
    inPool,      ///< consumed: redeem it
    redeemed,
    failed,
};
BadgeText badgeOf(SecretState state);

class VaultModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { created, value, recipient, secretHash, message, stateColumn, why, act, columns };
    using Names = std::function<QString(const Address&)>;

    VaultModel(api::Node& node, api::SecretVault& vault, Now now, Names names, QObject* parent);

    struct Row {
        api::VaultEntry entry;
        std::optional<api::MessageView> message;
        std::optional<U256> pool;  ///< what waits under its redeem hash
        SecretState state() const;
    };
    const Row* rowAt(int row) const;
    /// The secrets of the message with this hash, if the vault has them.
    const Row* rowOf(const Hash& secretHash) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;

public slots:
    /// Reads the vault again, then the chains, at most twice a second.
    void refresh();

private:
    void readEntries();
    void readMessages(std::uint64_t offset);
    void readPool(std::size_t row);
    void rowChanged(std::size_t row);

    api::Node& m_node;
    api::SecretVault& m_vault;
    Now m_now;
    Names m_names;
    Address m_token;
    std::vector<Row> m_rows;
    std::uint64_t m_generation = 0;
    QTimer m_soon;
};

}  // namespace rollscope::ui
