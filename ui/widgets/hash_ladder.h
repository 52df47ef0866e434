// A proof hashed up to the root, level by level, and what becomes of it when a byte is wrong.
#pragma once

#include "node/api/message_ladder.h"
#include "ui/widgets/rows_view.h"

namespace rollscope::ui {

class Button;
class TextLabel;

/// Sibling, its side, and the node after hashing; runs of zero subtrees fold into a row that a
/// click or Return opens.
class HashLadder : public RowsView {
    Q_OBJECT
public:
    explicit HashLadder(QWidget* parent = nullptr);
    /// `honest`: what the nodes should be; those that differ are red.
    void setLadder(api::Ladder ladder, api::Ladder honest, const Hash& root, api::Layer rootLayer);
    int rowCount() const { return rows(); }
    QString wordsOf(int row) const { return textOf(row); }

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    void paintGround(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override { return textOf(row); }

private:
    enum class Kind : std::uint8_t { leaf, rung, folded, root };
    struct Row {
        Kind kind = Kind::rung;
        std::size_t first = 0, last = 0;  ///< rungs
    };
    void layOutRows();

    api::Ladder m_ladder, m_honest;
    Hash m_root;
    api::Layer m_rootLayer = api::Layer::l1;
    std::vector<Row> m_rows;
    bool m_open = false;
};

/// The ladder, what it comes to, and a button that tampers with a byte of the preimage.
class ProofPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProofPanel(api::MessageProof proof, QWidget* parent = nullptr);

private:
    void show(bool tampered);

    api::MessageProof m_proof;
    bool m_tampered = false;
    HashLadder* m_ladder;
    TextLabel* m_verdict;
    Button* m_tamper;
};

}  // namespace rollscope::ui
