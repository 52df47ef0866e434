#include "ui/pages/mempool_page.h"

#include <QVBoxLayout>

namespace rollscope::ui {

MempoolPage::MempoolPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("mempool"), tr("Mempool"), QStringLiteral("mempool"), 0}, parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Mempool"), this);
    column->addWidget(m_head);
    m_view = new ListView(tr("Mempool"),
                          tr("The mempool is empty: every transaction is in a block."), this);
    column->addWidget(m_view, 1);
    auto* send = m_view->empty()->addButton(tr("Send a transaction"));
    connect(send, &QAbstractButton::clicked, this,
            [this] { emit goTo(QStringLiteral("node"), {}); });

    m_model = makeMempoolModel(context.node, this);
    m_view->setModel(m_model, widthsOf(*m_model));
    connect(m_view, &ListView::linkOpened, this, &Page::openObject);
    connect(&context.node, &api::Node::pendingChanged, this, &MempoolPage::take);
    connect(&context.node, &api::Node::headsChanged, this,
            [this](const api::HeadsView& heads) { take(heads.pending, heads.queued); });
    take(0, 0);
}

void MempoolPage::activate() {
    m_model->refresh();
}

void MempoolPage::take(std::uint64_t pending, std::uint64_t queued) {
    m_head->setSum(tr("%1 pending · %2 queued behind a gap in their nonces")
                       .arg(grouped(pending), grouped(queued)));
    setRailNote({pending + queued == 0 ? QString() : grouped(pending + queued), Tone::ink3, {}});
    if (isVisible()) m_model->refresh();
}

}  // namespace rollscope::ui
