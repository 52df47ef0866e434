// A card of fields over a page, as forms have it.
#pragma once

#include <QComboBox>
#include <QGridLayout>
#include <QWidget>

#include "node/core/base/bytes.h"
#include "ui/widgets/page_head.h"

namespace rollscope::ui {

/// Covers `over`; Return submits, Esc cancels, Tab stays inside. Object names begin with `id`.
class FormFrame : public QWidget {
    Q_OBJECT
public:
    FormFrame(QWidget* over, const QString& id, const QString& title);

public slots:
    virtual void submit() = 0;
    void cancel();

protected:
    void addRow(const QString& label, QWidget* field, const QString& name);
    /// Below the fields: a sentence, what is wrong, and the buttons that submit and cancel; more
    /// buttons go into the row that it returns. Parts: Sentence, Error, DoIt, Cancel.
    QHBoxLayout* addFoot(const QString& doIt, const QString& sentence = {});
    void setError(const QString& text);
    TextLabel* sentence() const { return m_sentence; }
    Button* doIt() const { return m_doIt; }
    /// The item's data, or the address that was typed.
    static std::optional<Address> addressIn(const QComboBox* box);
    QString nameOfPart(const char* part) const { return m_id + QLatin1String(part); }
    Panel* card() const { return m_card; }
    QWidget* over() const { return m_over; }
    /// The card as high as what it holds.
    void fit();

    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void showEvent(QShowEvent* event) override;

private:
    QList<QWidget*> stops() const;

    QWidget* m_over;
    QString m_id;
    Panel* m_card;
    QGridLayout* m_fields;
    TextLabel *m_sentence = nullptr, *m_error = nullptr;
    Button* m_doIt = nullptr;
};

}  // namespace rollscope::ui
