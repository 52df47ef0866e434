// Two buttons of a page's head: pause the mempool, and lock the next block and step it.
#pragma once

#include "ui/widgets/button.h"
#include "ui/widgets/page.h"
#include "ui/widgets/page_head.h"

namespace rollscope::ui {

/// "Pause mempool" or "Resume"; "Lock next block" or, while a block is held, its next stage.
class SequencerButtons : public QObject {
    Q_OBJECT
public:
    SequencerButtons(api::Node& node, PageHead* head, Page* page);
    const api::SequencerView& view() const { return m_view; }

signals:
    /// Also with the first answer.
    void changed(const rollscope::api::SequencerView& view);

private:
    void take(const api::SequencerView& view);
    void pause();
    void lock();
    void report(const QString& problem);

    api::Node& m_node;
    Page* m_page;
    Button* m_pause;
    Button* m_lock;
    api::SequencerView m_view;
};

/// "state root" for "compute state root", where there is little room.
QString shortWordOf(api::BlockStage stage);

}  // namespace rollscope::ui
