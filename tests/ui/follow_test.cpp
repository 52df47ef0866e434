// The token portal's diagram lights by itself for a whole flow that comes from outside: viem, over
// the node's RPC ports.
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "node/embedded/embedded_node.h"
#include "node/rpc/server.h"
#include "tests/ui/test_user.h"
#include "ui/pages/sequence_page.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"

namespace rollscope::ui {

class FollowTest : public QObject {
    Q_OBJECT

private slots:
    void aFlowByViemLightsEveryArrow();
};

void FollowTest::aFlowByViemLightsEveryArrow() {
    const QString clients = QStringLiteral(ROLLSCOPE_SOURCE_DIR "/tests/clients");
    const QString program = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (program.isEmpty() || !QFileInfo::exists(clients + QStringLiteral("/node_modules/viem"))) {
        QSKIP("needs node, and `npm ci` in tests/clients");
    }
    api::registerMetaTypes();
    installTheme(*qApp, ThemeChoice::light);
    QTemporaryDir folder;
    embedded::Options options;
    options.dataDir = folder.filePath(QStringLiteral("node")).toStdString();
    options.blockTimeMs = 150;
    options.l1BlockTimeMs = 250;
    options.parameters.proofMode = l1::ProofMode::attestation;
    const auto node = embedded::EmbeddedNode::open(std::move(options));
    QVERIFY2(node.has_value(), node ? "" : node.error().text().c_str());
    rpc::ServerOptions onL1;
    onL1.layer = api::Layer::l1;
    rpc::RpcServer l2(**node, {});
    rpc::RpcServer l1(**node, onL1);
    QVERIFY(l2.listen().has_value() && l1.listen().has_value());
    keys::MnemonicSigner signer;
    MainWindow window(PageContext{**node, signer});
    window.show();
    QVERIFY(window.openPage(QStringLiteral("sequence")));
    auto* page = window.findChild<SequencePage*>();
    QTest::mouseClick(window.findChild<QWidget*>(QStringLiteral("sequenceFollow")), Qt::LeftButton);
    QTest::qWait(300);
    QCOMPARE(page->player().litCount(), 0);

    QProcess flow;
    flow.setProcessChannelMode(QProcess::MergedChannels);
    flow.start(program, {clients + QStringLiteral("/portal.mjs"), l2.url(), l1.url()});
    QTRY_COMPARE_WITH_TIMEOUT(flow.state(), QProcess::NotRunning, 2 * test::patienceMs);
    QVERIFY2(flow.exitCode() == 0, flow.readAll().constData());
    QTRY_VERIFY2_WITH_TIMEOUT(page->player().isFinished(),
                              qPrintable(QStringLiteral("lit: %1").arg(page->player().litCount())),
                              test::patienceMs);
    QCOMPARE(page->player().litCount(), 24);
    for (const ItemRun& item : page->player().items()) {
        QVERIFY(item.evidence.has_value());
        if (!item.evidence->transaction) continue;
        const auto tx = test::answerOf(
            (*node)->transaction(*item.evidence->layer, *item.evidence->transaction));
        QVERIFY(tx.has_value() && tx->receipt && tx->receipt->success);
        QCOMPARE(*tx->row.block, item.evidence->block);
    }
}

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::FollowTest)
#include "follow_test.moc"
