// A run as JSON: for lessons, and for tests of what really happened.
#include <QDateTime>
#include <QJsonArray>

#include "ui/diagram/player.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

QString wordOf(Player::Mode mode) {
    switch (mode) {
        case Player::Mode::none: return QStringLiteral("none");
        case Player::Mode::play: return QStringLiteral("play");
        case Player::Mode::follow: return QStringLiteral("follow");
        case Player::Mode::replay: break;
    }
    return QStringLiteral("replay");
}

}  // namespace

QJsonObject Player::record() const {
    QJsonArray items;
    const auto places = m_diagram.items();
    for (std::size_t i = 0; i < places.size() && i < m_items.size(); ++i) {
        const Step& step = m_diagram.steps[places[i]];
        const ItemRun& run = m_items[i];
        QJsonObject item;
        if (const auto* message = std::get_if<Message>(&step.content)) {
            item[QStringLiteral("kind")] = QStringLiteral("arrow");
            item[QStringLiteral("number")] = message->index;
            item[QStringLiteral("from")] = nameOf(m_diagram, message->from);
            item[QStringLiteral("to")] = nameOf(m_diagram, message->to);
            item[QStringLiteral("text")] = message->text.plain();
        } else if (const auto* note = std::get_if<Note>(&step.content)) {
            item[QStringLiteral("kind")] = QStringLiteral("note");
            item[QStringLiteral("number")] = note->index;
            item[QStringLiteral("text")] = note->text.plain();
        }
        const bool lit = run.state == ItemState::lit;
        item[QStringLiteral("lit")] = lit;
        if (m_script) {
            item[QStringLiteral("binding")] =
                m_script->kindOf(static_cast<int>(i)) == BindingKind::action
                    ? QStringLiteral("action")
                    : QStringLiteral("observation");
        }
        if (lit) {
            item[QStringLiteral("time")] =
                QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(run.litAtMs), Qt::UTC)
                    .toString(Qt::ISODateWithMs);
            item[QStringLiteral("evidence")] = jsonOf(*run.evidence);
        }
        if (run.within >= 0) item[QStringLiteral("sharesTransactionWithItem")] = run.within;
        if (!run.problem.isEmpty()) item[QStringLiteral("problem")] = run.problem;
        if (m_script) {
            const QString reason = m_script->unboundReason(static_cast<int>(i));
            if (!reason.isEmpty()) item[QStringLiteral("unbound")] = reason;
        }
        items.append(item);
    }
    QJsonObject record{{QStringLiteral("diagram"), m_diagram.name()},
                       {QStringLiteral("mode"), wordOf(m_mode)},
                       {QStringLiteral("proofMode"), m_stage.config.proofMode},
                       {QStringLiteral("bound"), isBound()},
                       {QStringLiteral("lit"), litCount()},
                       {QStringLiteral("items"), items}};
    if (!subject().isEmpty()) record[QStringLiteral("subject")] = subject();
    if (!m_problem.isEmpty()) record[QStringLiteral("problem")] = m_problem;
    return record;
}

}  // namespace rollscope::ui
