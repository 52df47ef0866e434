// Below a sequence diagram: what the step at hand is, what would go wrong without it, and its
// evidence.
#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>

#include "ui/diagram/player.h"
#include "ui/pages/page_parts.h"
#include "ui/widgets/button.h"

namespace rollscope::ui {

/// The texts of one item, with the fields of a run's account and amount.
class SequenceNotes : public QWidget {
    Q_OBJECT
public:
    SequenceNotes(const Player& player, const api::Signer& signer, QWidget* parent);
    /// -1: nothing is chosen.
    void showItem(int item);
    /// Of the amount; another one comes with its usual amount.
    void setUnit(const QString& unit);
    /// What the fields say; none while the amount is no number.
    std::optional<PlayWish> wish() const;

signals:
    void opened(const QString& link);
    void wishChanged();
    void warpAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showStatus();
    void showEvidence(const ItemRun& run, int item);
    QString titleOf(int item) const;

    const Player& m_player;
    const api::Signer& m_signer;
    TextLabel* m_status;
    Button* m_warp;
    TextLabel* m_place;
    TextLabel* m_title;
    TextLabel* m_way;
    QWidget* m_wish;
    QComboBox* m_account;
    QLineEdit* m_amount;
    TextLabel* m_unit;
    TextLabel *m_what, *m_without, *m_lights;
    TextLabel* m_evidenceHead;
    QScrollArea* m_scroll;
    FactGrid* m_facts;
    std::optional<std::uint64_t> m_shown;  ///< of what evidence, by its item and time
};

}  // namespace rollscope::ui
