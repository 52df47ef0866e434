// The user's accounts with their balances on both layers.
#pragma once

#include <QAbstractTableModel>
#include <QTimer>
#include <vector>

#include "node/api/node.h"
#include "node/api/signer.h"

namespace rollscope::ui {

/// One row an account; balances are read anew at most once a second.
class AccountsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { name, address, onL1, onL2, nonces, send, deposit, withdraw, columns };

    AccountsModel(api::Node& node, const api::Signer& signer, QObject* parent);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Address addressAt(int row) const { return m_rows[static_cast<std::size_t>(row)].address; }

public slots:
    /// Reads balances and nonces, now or when the last reading is a second old.
    void refresh();

private:
    struct Row {
        Address address;
        QString name;
        std::optional<api::AccountView> l1, l2;
    };
    void read();
    void take(int row, api::Layer layer, const Result<api::AccountView>& account);

    api::Node& m_node;
    std::vector<Row> m_rows;
    QTimer m_pause;
    int m_inFlight = 0;
    bool m_again = false;
};

}  // namespace rollscope::ui
