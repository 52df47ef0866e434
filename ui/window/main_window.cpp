#include "ui/window/main_window.h"

#include <QCloseEvent>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/pages/pages.h"
#include "ui/text/format.h"
#include "ui/text/words.h"
#include "ui/widgets/action_sheet.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/icons.h"
#include "ui/window/event_log.h"
#include "ui/window/inspector.h"
#include "ui/window/rail.h"
#include "ui/window/top_bar.h"

namespace rollscope::ui {

MainWindow::MainWindow(const PageContext& context, QWidget* parent)
    : QMainWindow(parent), m_node(context.node), m_signer(context.signer) {
    setWindowTitle(QStringLiteral("Rollscope"));
    setWindowIcon(applicationIcon());
    setMinimumSize(1024, 640);
    resize(1440, 900);
    auto* ground = new QWidget;
    m_rail = new Rail(ground);
    m_top = new TopBar(m_node, ground);
    m_middle = new QWidget(ground);
    m_stack = new QStackedWidget(m_middle);
    m_inspector = new Inspector(m_node, m_middle);
    m_log = new EventLog(m_node, ground);
    auto* middle = new QHBoxLayout(m_middle);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_stack, 1);
    middle->addWidget(m_inspector);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addWidget(m_middle, 1);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_rail);
    upper->addLayout(right, 1);
    auto* all = new QVBoxLayout(ground);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(upper, 1);
    all->addWidget(m_log);
    setCentralWidget(ground);
    setConnection(tr("Embedded"), tr("starting"), true);
    addPages(context);
    addShortcuts();
    listen();
    showPage(0);
    const QSettings settings;
    m_inspectorWanted = settings.value(QStringLiteral("inspector"), true).toBool();
    restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    layOut();
}

void MainWindow::addPages(const PageContext& context) {
    m_pages = makePages(context, m_stack);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Page* page = m_pages[i];
        const int row = static_cast<int>(i);
        m_stack->addWidget(page);
        m_rail->addRow(page->info());
        m_rail->setNote(row, page->railNote());
        connect(page, &Page::openObject, this, &MainWindow::openObject);
        connect(page, &Page::objectShown, this, [this](const ObjectView& view, bool wanted) {
            m_inspector->present(view);
            if (wanted) setInspectorShown(true);
        });
        connect(page, &Page::objectsGone, m_inspector, &Inspector::forget);
        connect(page, &Page::goTo, this, &MainWindow::openPage);
        connect(page, &Page::railNoteChanged, this,
                [this, row](const RailNote& note) { m_rail->setNote(row, note); });
    }
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
}

void MainWindow::addShortcuts() {
    const auto on = [this](const QKeySequence& keys, auto act) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
    };
    on(QKeyCombination(Qt::CTRL, Qt::Key_K), [this] { m_top->focusSearch(); });
    on(QKeyCombination(Qt::CTRL, Qt::Key_I),
       [this] { setInspectorShown(m_inspector->isHidden()); });
    on(QKeyCombination(Qt::CTRL, Qt::Key_L), [this] { setLogOpen(!m_log->isOpen()); });
    on(QKeyCombination(Qt::ALT, Qt::Key_Left), [this] { m_inspector->back(); });
    on(QKeyCombination(Qt::ALT, Qt::Key_Right), [this] { m_inspector->forward(); });
    const Qt::Key keys[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5,    Qt::Key_6,
                            Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_0, Qt::Key_Minus};
    for (std::size_t i = 0; i < std::size(keys) && i < m_pages.size(); ++i) {
        on(QKeyCombination(Qt::CTRL, keys[i]), [this, i] { showPage(static_cast<int>(i)); });
    }
}

void MainWindow::listen() {
    connect(&m_node, &api::Node::headsChanged, this, [this](const api::HeadsView& heads) {
        chainClock()->set(heads.now, heads.clockPaused);
        m_top->setHeads(heads);
        m_rail->setClock(m_devnet, heads.clockPaused);
    });
    connect(&m_node, &api::Node::rolesChanged, m_top, &TopBar::setRoles);
    connect(&m_node, &api::Node::batchChanged, this, [this](const api::BatchRow& batch) {
        if (m_inspector->current() == batchLink(batch.index)) m_inspector->refresh();
    });
    connect(&m_node, &api::Node::depositChanged, this, [this](const api::DepositView& deposit) {
        if (m_inspector->current() == depositLink(deposit.index)) m_inspector->refresh();
    });
    connect(&m_node, &api::Node::messageChanged, this, [this](const api::MessageView& message) {
        if (m_inspector->current() == messageLink(message.side, message.index)) {
            m_inspector->refresh();
        }
    });
    connect(&m_node, &api::Node::abisChanged, m_inspector, [this] {
        // after the page, whose execution is told again
        QTimer::singleShot(0, m_inspector, &Inspector::refresh);
    });
    connect(&m_node, &api::Node::withdrawalChanged, this,
            [this](const api::WithdrawalView& withdrawal) {
                if (m_inspector->current() == withdrawalLink(withdrawal.index)) {
                    m_inspector->refresh();
                }
            });
    m_node.config().then(this, [this](Result<api::NodeConfig> config) {
        if (!config) return setConnection(tr("Embedded"), tr("no answer"), false);
        m_devnet = config->devnet;
        m_rail->setClock(m_devnet, chainClock()->paused());
        setConnection(tr("Embedded"), tr("running"), true);
    });
    m_node.syncStatus().then(this, [this](Result<api::SyncStatus> status) {
        if (!status) return;
        chainClock()->set(status->heads.now, status->heads.clockPaused);
        m_top->setHeads(status->heads);
        m_top->setRoles(status->roles);
        m_rail->setClock(m_devnet, status->heads.clockPaused);
    });
    connect(m_top, &TopBar::opened, this, &MainWindow::openObject);
    connect(m_top, &TopBar::mempoolAsked, this, [this] { openPage(QStringLiteral("mempool")); });
    connect(m_top, &TopBar::roleAsked, this, &MainWindow::askRole);
    connect(m_rail, &Rail::pauseAsked, this, &MainWindow::askClock);
    connect(m_inspector, &Inspector::pageAsked, this,
            [this](const QString& link) { openPage(link); });
    connect(m_log, &EventLog::opened, this, &MainWindow::openObject);
    connect(m_log, &EventLog::foldAsked, this, &MainWindow::setLogOpen);
}

QStringList MainWindow::pageIds() const {
    QStringList ids;
    for (const Page* page : m_pages) ids << page->info().id;
    return ids;
}

Page* MainWindow::page(const QString& id) const {
    for (Page* page : m_pages) {
        if (page->info().id == id) return page;
    }
    return nullptr;
}

bool MainWindow::openPage(const QString& id, const QString& link) {
    const QString kind = linkFromText(id).kind;
    if (kind == QLatin1String("tx") || kind == QLatin1String("call")) {
        return openPage(QStringLiteral("blocks"), id);
    }
    if (kind == QLatin1String("message")) return openPage(QStringLiteral("messages"), id);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i]->info().id != id) continue;
        showPage(static_cast<int>(i));
        if (!link.isEmpty()) m_pages[i]->showLink(link);
        return true;
    }
    return false;
}

void MainWindow::showPage(int index) {
    if (index == m_current || index < 0 || index >= static_cast<int>(m_pages.size())) return;
    if (m_current >= 0) m_pages[static_cast<std::size_t>(m_current)]->deactivate();
    m_current = index;
    m_stack->setCurrentIndex(index);
    m_rail->setCurrent(index);
    m_pages[static_cast<std::size_t>(index)]->activate();
}

void MainWindow::openObject(const QString& link) {
    if (link.isEmpty()) return;
    m_inspector->open(link);
    setInspectorShown(true);
}

void MainWindow::setInspectorShown(bool shown) {
    m_inspectorWanted = shown;
    m_inspector->setVisible(shown);
    layOut();
}

void MainWindow::setLogOpen(bool open) {
    m_log->setOpen(open);
}

void MainWindow::setConnection(const QString& place, const QString& state, bool good) {
    m_top->setConnection(place, state, good);
}

// A role that stops may cost money or time: that is asked once. Starting one is harmless.
void MainWindow::askRole(api::Role role, bool on) {
    Page* page = m_pages[static_cast<std::size_t>(m_current)];
    const auto answered = [this, page, role](Result<api::Done> done) {
        if (!done) return page->toast(errorText(done.error()), Tone::trouble);
        m_node.syncStatus().then(this, [this](Result<api::SyncStatus> status) {
            if (status) m_top->setRoles(status->roles);
        });
    };
    if (on) {
        m_node.start(role).then(this, answered);
        return;
    }
    static const std::map<api::Role, const char*> costs{
        {api::Role::sequencer,
         "No new L2 block is built until it runs again; transactions wait in the mempool. After "
         "the sequencer timeout anybody may post batches."},
        {api::Role::batcher,
         "L2 blocks stay unsafe: nothing more is posted to L1 until it runs again."},
        {api::Role::proposer,
         "Batches are not asserted, so no withdrawal in them comes nearer to its claim."},
        {api::Role::verifier,
         "Nobody here compares what is asserted on L1 with our own execution."},
        {api::Role::challenger,
         "Nobody here answers a wrong assertion; a running game can be lost by its clock."},
        {api::Role::l1Devnet, "L1 makes no more blocks; batches, assertions and deposits wait."},
    };
    const ActionText text{
        tr("Stop the %1")
            .arg(titleOf(role).toLower().replace(QStringLiteral("l1"), QStringLiteral("L1"))),
        tr(costs.at(role)),
        {},
        {},
        tr("Stop it"),
        true};
    page->ask(text, [this, role, answered] { m_node.stop(role).then(this, answered); });
}

void MainWindow::askClock() {
    Page* page = m_pages[static_cast<std::size_t>(m_current)];
    const bool paused = chainClock()->paused();
    const api::DevnetCommand command{paused ? api::DevnetAction::resumeClock
                                            : api::DevnetAction::pauseClock};
    m_node.devnet(command).then(this, [page](Result<std::uint64_t> done) {
        if (!done) page->toast(errorText(done.error()), Tone::trouble);
    });
}

void MainWindow::layOut() {
    const bool narrow = width() < metric::overlayBelow;
    m_rail->setNarrow(narrow);
    m_top->setWidthClass(width());
    auto* layout = static_cast<QHBoxLayout*>(m_middle->layout());
    const bool inRow = layout->indexOf(m_inspector) >= 0;
    if (narrow && inRow) {
        layout->removeWidget(m_inspector);
        if (!m_placed) m_inspectorWanted = false;
    } else if (!narrow && !inRow) {
        layout->addWidget(m_inspector);
    }
    m_inspector->setVisible(m_inspectorWanted);
    if (narrow) {
        m_middle->layout()->activate();
        const int wide = m_inspector->minimumWidth();  // its width is not its own until it is shown
        m_inspector->setGeometry(m_middle->width() - wide, 0, wide, m_middle->height());
        m_inspector->raise();
    }
    m_placed = m_placed || isVisible();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    layOut();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings settings;
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    settings.setValue(QStringLiteral("inspector"), m_inspectorWanted);
    QMainWindow::closeEvent(event);
}

}  // namespace rollscope::ui
