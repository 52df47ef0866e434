#include "ui/pages/sequencer_buttons.h"

#include "ui/text/format.h"

namespace rollscope::ui {

QString shortWordOf(api::BlockStage stage) {
    return stage == api::BlockStage::computeStateRoot ? QObject::tr("state root") : wordOf(stage);
}

SequencerButtons::SequencerButtons(api::Node& node, PageHead* head, Page* page)
    : QObject(page), m_node(node), m_page(page) {
    m_pause = new Button(QStringLiteral("pause"), tr("Pause mempool"), ButtonKind::normal, head);
    m_pause->setObjectName(page->info().id + QStringLiteral("Pause"));
    m_pause->setToolTip(tr("No block is made by the clock; transactions wait"));
    m_lock = new Button(tr("Lock next block"), ButtonKind::normal, head);
    m_lock->setObjectName(page->info().id + QStringLiteral("Lock"));
    m_lock->setToolTip(tr("Begin the next block and hold it after its first stage"));
    head->addAction(m_pause);
    head->addAction(m_lock);
    connect(m_pause, &QAbstractButton::clicked, this, &SequencerButtons::pause);
    connect(m_lock, &QAbstractButton::clicked, this, &SequencerButtons::lock);
    connect(&m_node, &api::Node::sequencerChanged, this, &SequencerButtons::take);
    m_node.sequencer().then(this, [this](const Result<api::SequencerView>& view) {
        if (view) take(*view);
    });
}

void SequencerButtons::take(const api::SequencerView& view) {
    m_view = view;
    const bool automatic = view.mode == api::SequencerMode::automatic;
    m_pause->setIconName(automatic ? QStringLiteral("pause") : QStringLiteral("play"));
    m_pause->setText(automatic ? tr("Pause mempool") : tr("Resume mempool"));
    m_lock->setText(view.mode == api::SequencerMode::stepping
                        ? tr("Next: %1").arg(shortWordOf(view.next))
                        : tr("Lock next block"));
    const QString reason = view.running ? QString() : tr("The sequencer is off");
    m_pause->setReason(reason);
    m_lock->setReason(reason);
    emit changed(view);
}

void SequencerButtons::report(const QString& problem) {
    m_page->toast(problem, Tone::trouble);
}

void SequencerButtons::pause() {
    const bool automatic = m_view.mode == api::SequencerMode::automatic;
    (automatic ? m_node.pauseSequencer() : m_node.resumeSequencer())
        .then(this, [this](const Result<api::SequencerView>& view) {
            if (!view) return report(errorText(view.error()));
            take(*view);
        });
}

void SequencerButtons::lock() {
    if (m_view.mode != api::SequencerMode::stepping) {
        m_node.lockNextBlock().then(this, [this](const Result<api::SequencerView>& view) {
            if (!view) return report(errorText(view.error()));
            take(*view);
        });
        return;
    }
    m_node.stepSequencer().then(this, [this](const Result<api::BlockStageView>& stage) {
        if (!stage) return report(errorText(stage.error()));
        m_page->toast(
            tr("%1 done in %2").arg(shortWordOf(stage->stage), durationText(stage->durationUs)));
    });
}

}  // namespace rollscope::ui
