// Giving the node a contract's ABI: from a file, dropped or pasted.
//
// In: the contracts that a transaction touched. Out: the node has the ABI, or says what is wrong
// with it while everything chosen is still there.
#pragma once

#include <QLineEdit>
#include <QPointer>

#include "ui/dialogs/form_frame.h"
#include "ui/widgets/page.h"

namespace rollscope::ui {

/// A contract that a form offers.
struct NamedContract {
    Address address;
    QString name;  ///< empty for a stranger's
};

/// Where an ABI's file is dropped or pasted; Return and a click choose one.
class AbiDrop : public QWidget {
    Q_OBJECT
public:
    explicit AbiDrop(QWidget* parent);
    const QByteArray& json() const { return m_json; }
    /// The file's name without its ending; empty for what was pasted.
    const QString& fileName() const { return m_fileName; }
    void choose();
    QSize sizeHint() const override { return {300, 76}; }

signals:
    void changed();
    void failed(const QString& problem);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void take(const QMimeData* data);
    void readFile(const QString& path);
    void setJson(QByteArray json, const QString& what, const QString& fileName);

    QByteArray m_json;
    QString m_what, m_fileName;
    bool m_over = false;
};

/// Object names: abiContract, abiName, abiDrop, abiDoIt, abiFile, abiForget, abiCancel, abiError.
class AbiForm : public FormFrame {
    Q_OBJECT
public:
    /// `contracts`: to choose from, the likeliest first.
    AbiForm(api::Node& node, api::Layer layer, const std::vector<NamedContract>& contracts,
            QWidget* over);

public slots:
    void submit() override;
    void forget();

signals:
    void said(const QString& text);

private:
    void review();
    void setBusy(bool busy);
    const api::AbiView* loadedHere() const;

    api::Node& m_node;
    api::Layer m_layer;
    std::vector<api::AbiView> m_loaded;
    QComboBox* m_contract;
    QLineEdit* m_name;
    AbiDrop* m_drop;
    Button* m_forget;
    bool m_busy = false;
};

}  // namespace rollscope::ui
