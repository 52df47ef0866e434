// The Messages page over trees as large as a busy bridge's. The trees and lists are filled on disk
// in the form in which the node writes them; a node then opens them as its own.
//
//   ROLLSCOPE_LEAVES=1000000 test_ui_many_messages     figures for a million in each tree
//   ROLLSCOPE_PICTURE=page.png                         and the page as it stands at the end
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <fstream>
#include <random>

#include "node/bridge/l2_index.h"
#include "node/core/crypto/keccak.h"
#include "node/embedded/embedded_node.h"
#include "node/l1/inbox_rows.h"
#include "node/storage/record.h"
#include "node/storage/tree_store.h"
#include "tests/ui/test_user.h"
#include "ui/models/bridge_lookup.h"
#include "ui/text/format.h"
#include "ui/widgets/button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/message_tree.h"
#include "ui/window/main_window.h"

namespace rollscope::ui {

namespace {

using test::answerOf;

constexpr double goalMs = 50;
constexpr std::uint64_t rowsAtOnce = 20'000;

Hash hashOf(std::uint64_t what, std::uint64_t n) {
    return crypto::keccak256(toHash(U256{what, n, 0, 0}).view());
}

/// 1,000 accounts, the n-th of them.
Address account(std::uint64_t n) {
    const Hash hash = hashOf(0xacc, n % 1'000);
    Address result;
    std::copy_n(hash.data(), Address::size(), result.data());
    return result;
}

l1::InboxEntry inboxEntry(std::uint64_t i) {
    l1::InboxEntry entry;
    entry.message.index = U256{i};
    entry.message.sender = account(i);
    entry.message.recipient = account(i * 7);
    entry.message.secretHash = toHash(U256{i + 1});
    entry.message.data = Bytes(100, static_cast<std::uint8_t>(i));
    entry.leaf = types::leafOf(entry.message);
    entry.origin = {hashOf(0xa11ce, i), 1, 1'700'000'000, account(i)};
    return entry;
}

bridge::Outbound outbound(std::uint64_t i) {
    bridge::Outbound entry;
    entry.message.index = U256{i};
    entry.message.sender = account(i);
    entry.message.target = account(i * 3);
    entry.message.value = U256{i};
    entry.leaf = types::leafOf(entry.message);
    entry.txHash = hashOf(0xb0b, i);
    entry.from = account(i);
    entry.recipient = account(i * 3);
    entry.amount = U256{i};
    return entry;
}

std::uint64_t residentMiB() {
    std::ifstream status("/proc/self/statm");
    std::uint64_t all = 0, resident = 0;
    status >> all >> resident;
    return resident * 4096 >> 20;
}

}  // namespace

class ManyMessagesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyAnswerComesAtOnce();
    void thePageZoomsAndPans();
    void aHashIsFoundAmongAll();
    void cleanupTestCase();

private:
    embedded::Options options() const {
        embedded::Options options;
        options.dataDir = m_folder.filePath(QStringLiteral("node")).toStdString();
        options.roles = {};  // what is filled in is none of the contracts'
        options.l1BlockTimeMs = 1'000;
        return options;
    }
    Result<void> fill();
    /// The slowest of 100 answers, and says the figures.
    template <class Ask>
    double slowest(const char* what, Ask ask);

    QTemporaryDir m_folder;
    std::uint64_t m_leaves = 20'000;
    keys::MnemonicSigner m_signer;
    std::unique_ptr<embedded::EmbeddedNode> m_node;
    std::unique_ptr<MainWindow> m_window;
};

Result<void> ManyMessagesTest::fill() {
    auto database = storage::Database::open(options().dataDir);
    if (!database) return failFrom(database);
    storage::MessageRows inbox{database->get(), "mirror/inbox/"};
    storage::MessageRows taken{database->get(), "bridge/taken/"};
    storage::MessageRows outbox{database->get(), "bridge/outbound/"};
    storage::TreeStore in{**database, storage::TreeSide::inbox};
    storage::TreeStore out{**database, storage::TreeSide::outbox};
    merkle::StoredMessageTree inTree{in}, outTree{out};
    while (inbox.count() < m_leaves) {
        const std::uint64_t stop = std::min(m_leaves, inbox.count() + rowsAtOnce);
        for (std::uint64_t i = inbox.count(); i < stop; ++i) {
            const l1::InboxEntry sent = inboxEntry(i);
            inTree.append(sent.leaf);
            inbox.append(l1::rowOf(sent));
            taken.append(bridge::rowOf(bridge::TakenIn{1, 1'700'000'001, {}, true, false}));
            const bridge::Outbound message = outbound(i);
            outTree.append(message.leaf);
            outbox.append(bridge::rowOf(message));
        }
        storage::WriteBatch batch;
        in.flush(batch);
        out.flush(batch);
        inbox.flush(batch);
        taken.flush(batch);
        outbox.flush(batch);
        auto written = (*database)->write(std::move(batch), storage::Sync::no);
        if (!written) return written;
    }
    for (const char* key : {"mirror/head", "bridge/head"}) {
        const auto head = (*database)->record(key);
        if (!head || !*head) return fail(ErrorCode::notFound, key);
        storage::RecordReader reader(**head);
        const std::uint64_t number = reader.u64();
        const Hash hash = reader.hash();
        storage::RecordWriter writer;
        writer.u64(number).fixed(hash).u64(m_leaves).u64(m_leaves);
        auto written = (*database)->putRecord(key, writer);
        if (!written) return written;
    }
    return {};
}

void ManyMessagesTest::initTestCase() {
    api::registerMetaTypes();
    installTheme(*qApp, ThemeChoice::light);
    if (qEnvironmentVariableIsSet("ROLLSCOPE_LEAVES")) {
        m_leaves = qEnvironmentVariable("ROLLSCOPE_LEAVES").toULongLong();
    }
    {
        embedded::Options first = options();
        first.roles = {api::Role::sequencer};
        auto opened = embedded::EmbeddedNode::open(std::move(first));
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        // both readers say how far they are
        const auto begun = [&] {
            const auto status = answerOf((*opened)->syncStatus());
            return status && status->heads.unsafe.number > 0;
        };
        QVERIFY(QTest::qWaitFor(begun, test::patienceMs));
        QTest::qWait(500);
    }
    QElapsedTimer clock;
    clock.start();
    const auto filled = fill();
    QVERIFY2(filled.has_value(), filled ? "" : filled.error().text().c_str());
    qInfo("%llu messages in each tree, written in %.1f s",
          static_cast<unsigned long long>(m_leaves), static_cast<double>(clock.restart()) / 1e3);
    auto opened = embedded::EmbeddedNode::open(options());
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
    m_node = std::move(*opened);
    const auto ready = [&] {
        const auto tree = answerOf(m_node->messageTree({api::MessageSide::outbox, 0, 0, 1}));
        return tree && tree->count == m_leaves;
    };
    QVERIFY(QTest::qWaitFor(ready, test::patienceMs));
    qInfo("opened in %lld ms, %llu MiB resident", clock.elapsed(),
          static_cast<unsigned long long>(residentMiB()));
    m_window = std::make_unique<MainWindow>(PageContext{*m_node, m_signer});
    m_window->resize(1440, 900);
    m_window->show();
}

void ManyMessagesTest::cleanupTestCase() {
    qInfo("%llu MiB resident at the end", static_cast<unsigned long long>(residentMiB()));
    m_window.reset();
    m_node.reset();
}

template <class Ask>
double ManyMessagesTest::slowest(const char* what, Ask ask) {
    std::vector<double> times;
    std::mt19937_64 random{1};
    for (int i = 0; i < 100; ++i) {
        QElapsedTimer clock;
        clock.start();
        auto future = ask(random() % m_leaves);
        future.waitForFinished();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        if (!future.result()) qWarning() << what << errorText(future.result().error());
    }
    std::sort(times.begin(), times.end());
    qInfo("%-34s median %7.3f ms, slowest %7.3f ms", what, times[50], times.back());
    // a machine that is busy with something else may hold up one of a hundred
    return times[95];
}

void ManyMessagesTest::everyAnswerComesAtOnce() {
    using api::MessageSide;
    api::Node& node = *m_node;
    for (const MessageSide side : {MessageSide::inbox, MessageSide::outbox}) {
        QVERIFY(slowest("16 leaves of the tree", [&](std::uint64_t i) {
                    return node.messageTree({side, 0, i / 16 * 16, 16});
                }) < goalMs);
        QVERIFY(slowest("16 nodes high in the tree", [&](std::uint64_t i) {
                    return node.messageTree({side, 10, i % 64, 16});
                }) < goalMs);
        QVERIFY(slowest("100 rows of the list", [&](std::uint64_t i) {
                    return node.messages(side, {}, {i, 100});
                }) < goalMs);
        QVERIFY(slowest("100 rows of one account", [&](std::uint64_t i) {
                    return node.messages(side, account(i), {0, 100});
                }) < goalMs);
        QVERIFY(slowest("one message", [&](std::uint64_t i) { return node.message(side, i); }) <
                goalMs);
        QVERIFY(slowest("a message by its leaf", [&](std::uint64_t i) {
                    const Hash leaf =
                        side == MessageSide::inbox ? inboxEntry(i).leaf : outbound(i).leaf;
                    return node.search(hex(leaf));
                }) < goalMs);
    }
    QVERIFY(slowest("the proof of a leaf", [&](std::uint64_t i) {
                return node.messageProof(MessageSide::inbox, i);
            }) < goalMs);
}

void ManyMessagesTest::thePageZoomsAndPans() {
    QVERIFY(m_window->openPage(QStringLiteral("messages"),
                               QStringLiteral("message:inbox:%1").arg(m_leaves / 3)));
    auto* tree = m_window->findChild<MessageTree*>(QStringLiteral("inboxTree"));
    const auto whole = [&] {  // every node that is shown has its hash
        for (const auto& row : tree->scene().rows) {
            for (const TreeBox& box : row) {
                if (box.text.isEmpty() && box.part != TreePart::empty) return false;
            }
        }
        return !tree->scene().rows.empty() && tree->scene().count == m_leaves;
    };
    QVERIFY(QTest::qWaitFor(whole, test::patienceMs));
    double longest = 0;
    const auto timed = [&](const std::function<void()>& act) {
        const auto level = tree->scene().level;
        const auto first = tree->scene().first;
        QElapsedTimer clock;
        clock.start();
        act();
        const auto moved = [&] {
            return (tree->scene().level != level || tree->scene().first != first) && whole();
        };
        while (!moved() && clock.elapsed() < test::patienceMs) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        }
        tree->grab();
        longest = std::max(longest, static_cast<double>(clock.nsecsElapsed()) / 1e6);
    };
    const auto press = [&](const char* name) {
        auto* button = m_window->findChild<Button*>(QString::fromLatin1(name));
        QVERIFY(button != nullptr);
        if (button->reason().isEmpty()) timed([&] { button->click(); });
    };
    for (int i = 0; i < 12; ++i) press("inboxZoomOut");
    for (int i = 0; i < 12; ++i) press("inboxZoomIn");
    for (int i = 0; i < 40; ++i) timed([&] { emit tree->panAsked(i % 3 == 0 ? -1 : 1); });
    qInfo("%-34s longest %.1f ms, with its picture", "a zoom or pan of the page", longest);
    QVERIFY(longest < 4 * goalMs);
    auto* table = m_window->findChild<DataTable*>(QStringLiteral("inboxTable"));
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), static_cast<int>(m_leaves),
                              test::patienceMs);
    QElapsedTimer clock;
    clock.start();
    table->scrollTo(table->model()->index(static_cast<int>(m_leaves / 2), 0));
    const auto filled = [&] {
        const auto cell = table->model()->index(static_cast<int>(m_leaves / 2), 0);
        return cell.data().toString().size() > 1;
    };
    while (!filled() && clock.elapsed() < test::patienceMs) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    qInfo("%-34s %.1f ms", "the middle of the list",
          static_cast<double>(clock.nsecsElapsed()) / 1e6);
    const QString picture = qEnvironmentVariable("ROLLSCOPE_PICTURE");
    if (!picture.isEmpty()) {
        QTest::qWait(500);
        QVERIFY(m_window->grab().save(picture));
    }
}

void ManyMessagesTest::aHashIsFoundAmongAll() {
    const std::uint64_t old = m_leaves / 7;  // far from the newest
    const auto sent = answerOf(depositsOf(*m_node, inboxEntry(old).origin.txHash));
    QVERIFY(sent.has_value());
    QCOMPARE(sent->rows.size(), std::size_t{1});
    QCOMPARE(sent->rows.front().index, old);
    const auto withdrawn = answerOf(withdrawalsOf(*m_node, outbound(old).leaf));
    QVERIFY(withdrawn.has_value());
    QCOMPARE(withdrawn->rows.size(), std::size_t{1});
    QCOMPARE(withdrawn->rows.front().index, old);
}

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::ManyMessagesTest)
#include "many_messages_test.moc"
