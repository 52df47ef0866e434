#include "ui/widgets/hash_ladder.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/widgets/button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {
constexpr int ladderRow = 19, visibleRows = 14;
constexpr std::size_t foldFrom = 3;
}  // namespace

HashLadder::HashLadder(QWidget* parent) : RowsView(tr("Hash ladder"), ladderRow, parent) {
    setObjectName(QStringLiteral("hashLadder"));
    const auto unfold = [this](int row) {
        if (row < 0 || m_rows[static_cast<std::size_t>(row)].kind != Kind::folded) return;
        m_open = true;
        layOutRows();
    };
    connect(this, &RowsView::entered, this, unfold);
    connect(this, &RowsView::chosen, this, unfold);
}

void HashLadder::setLadder(api::Ladder ladder, api::Ladder honest, const Hash& root,
                           api::Layer rootLayer) {
    m_ladder = std::move(ladder);
    m_honest = std::move(honest);
    m_root = root;
    m_rootLayer = rootLayer;
    layOutRows();
}

void HashLadder::layOutRows() {
    m_rows.assign(1, {Kind::leaf, 0, 0});
    const auto& rungs = m_ladder.rungs;
    for (std::size_t i = 0; i < rungs.size();) {
        std::size_t end = i;
        while (end < rungs.size() && rungs[end].empty) ++end;
        // the last rung stays: its node is the root
        if (end == rungs.size() && end > i) --end;
        if (!m_open && end - i >= foldFrom) {
            m_rows.push_back({Kind::folded, i, end - 1});
            i = end;
        } else {
            m_rows.push_back({Kind::rung, i, i});
            ++i;
        }
    }
    m_rows.push_back({Kind::root, 0, 0});
    setVisibleRows(std::min(visibleRows, rows()));
    rowsChanged();
}

void HashLadder::paintGround(QPainter& painter, const QRectF& box, int row) const {
    RowsView::paintGround(painter, box, row);
    switch (m_rows[static_cast<std::size_t>(row)].kind) {
        case Kind::leaf:
            painter.fillRect(box, color(m_rootLayer == api::Layer::l1 ? Token::l2t : Token::l1t));
            break;
        case Kind::root:
            painter.fillRect(box, color(m_rootLayer == api::Layer::l1 ? Token::l1t : Token::l2t));
            break;
        case Kind::folded: painter.fillRect(box, color(Token::bg2)); break;
        case Kind::rung: break;
    }
}

void HashLadder::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    const qreal side = box.left() + 24, sibling = box.left() + 42;
    const qreal node = box.left() + std::max(140.0, box.width() * 0.52);
    const QColor plain = color(Token::ink2), faint = color(Token::ink3);
    const auto inkOf = [&](const Hash& hash, const Hash& honest, const QColor& good) {
        return hash == honest ? good : textColor(Tone::trouble);
    };
    switch (shown.kind) {
        case Kind::leaf:
            paintText(painter, box.left() + 4, box, 18, QStringLiteral("0"), Type::mono, faint);
            paintText(painter, sibling, box, node - sibling, tr("leaf"), Type::body,
                      color(Token::ink));
            paintText(painter, node, box, box.right() - node, elided(m_ladder.leaf), Type::mono,
                      inkOf(m_ladder.leaf, m_honest.leaf, color(Token::ink)));
            return;
        case Kind::root:
            paintLayerMark(painter, QPointF(side + 5, box.center().y()), m_rootLayer);
            paintText(painter, sibling, box, node - sibling,
                      tr("root on %1").arg(wordOf(m_rootLayer)), Type::body, color(Token::ink));
            paintText(painter, node, box, box.right() - node, elided(m_root), Type::mono,
                      textColor(m_rootLayer == api::Layer::l1 ? Tone::l1 : Tone::l2));
            return;
        case Kind::folded:
            paintText(painter, sibling, box, box.right() - sibling,
                      tr("%1 – %2: zero subtrees, %3 levels")
                          .arg(shown.first + 1)
                          .arg(shown.last + 1)
                          .arg(shown.last - shown.first + 1),
                      Type::label, plain);
            return;
        case Kind::rung: break;
    }
    const api::LadderRung& rung = m_ladder.rungs[shown.first];
    const Hash& other = rung.siblingLeft ? rung.left : rung.right;
    paintText(painter, box.left() + 4, box, 18, QString::number(rung.level + 1), Type::mono, faint);
    paintText(painter, side, box, 14, rung.siblingLeft ? QStringLiteral("L") : QStringLiteral("R"),
              Type::badge, color(Token::ink));
    paintText(painter, sibling, box, node - sibling - 4,
              rung.empty ? tr("zero ") + elided(other, 2, 2) : elided(other), Type::mono,
              rung.empty ? faint : color(Token::ink));
    paintText(painter, node, box, box.right() - node, elided(rung.node), Type::mono,
              inkOf(rung.node, m_honest.rungs[shown.first].node, plain));
}

QString HashLadder::textOf(int row) const {
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    switch (shown.kind) {
        case Kind::leaf: return tr("leaf = keccak(preimage)\n%1").arg(hex(m_ladder.leaf));
        case Kind::root: return tr("root on %1\n%2").arg(wordOf(m_rootLayer), hex(m_root));
        case Kind::folded: return tr("Zero subtrees at the right: click to open");
        case Kind::rung: break;
    }
    const api::LadderRung& rung = m_ladder.rungs[shown.first];
    return tr("Level %1: the sibling stands at the %2\nleft   %3\nright  %4\nkeccak %5")
        .arg(rung.level + 1)
        .arg(rung.siblingLeft ? tr("left") : tr("right"), hex(rung.left), hex(rung.right),
             hex(rung.node));
}

ProofPanel::ProofPanel(api::MessageProof proof, QWidget* parent)
    : QWidget(parent), m_proof(std::move(proof)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(new TextLabel(tr("node = keccak(left ‖ right)"), Type::label, Tone::ink3));
    m_ladder = new HashLadder(this);
    column->addWidget(m_ladder);
    auto* line = new QHBoxLayout;
    m_verdict = new TextLabel({}, Type::section, Tone::ink, this);
    m_verdict->setObjectName(QStringLiteral("ladderVerdict"));
    m_tamper = new Button(tr("Tamper a byte"), ButtonKind::normal, this);
    m_tamper->setObjectName(QStringLiteral("ladderTamper"));
    line->addWidget(m_verdict, 1);
    line->addWidget(m_tamper);
    column->addLayout(line);
    connect(m_tamper, &QAbstractButton::clicked, this, [this] { show(!m_tampered); });
    show(false);
}

void ProofPanel::show(bool tampered) {
    m_tampered = tampered;
    api::MessageProof shown = m_proof;
    if (tampered && !shown.preimage.empty()) shown.preimage.back() ^= 1U;
    const api::Ladder ladder = api::ladderOf(shown);
    const bool inbox = m_proof.side == api::MessageSide::inbox;
    m_ladder->setLadder(ladder, api::ladderOf(m_proof), m_proof.root,
                        inbox ? api::Layer::l2 : api::Layer::l1);
    m_ladder->setFixedHeight(m_ladder->sizeHint().height());
    m_verdict->setText(ladder.holds() ? tr("Equal: the proof holds")
                                      : tr("Not equal: the proof fails"));
    m_verdict->setTone(ladder.holds() ? Tone::ink : Tone::trouble);
    m_tamper->setText(tampered ? tr("Put it back") : tr("Tamper a byte"));
}

}  // namespace rollscope::ui
