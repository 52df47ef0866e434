// rollscope-window-bench [SECONDS]: the window on an embedded node that takes in and seals as much
// as it can. How long does the window's thread stand still, and how long does a list wait?
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

#include "node/embedded/embedded_node.h"
#include "node/keys/local_signer.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"

namespace rollscope::bench {

namespace {

constexpr int frameMs = 16;

/// Milliseconds, gathered.
class Times {
public:
    void add(double ms) { m_all.push_back(ms); }
    void print(const char* what) {
        std::sort(m_all.begin(), m_all.end());
        if (m_all.empty()) return;
        std::printf("  %-34s %6zu   median %6.1f   99%% %6.1f   longest %6.1f ms\n", what,
                    m_all.size(), at(0.5), at(0.99), m_all.back());
    }
    std::size_t above(double ms) const {
        return static_cast<std::size_t>(
            std::count_if(m_all.begin(), m_all.end(), [ms](double each) { return each > ms; }));
    }

private:
    double at(double part) const {
        return m_all[static_cast<std::size_t>(part * static_cast<double>(m_all.size() - 1))];
    }
    std::vector<double> m_all;
};

/// Notes how long each frame takes to paint.
class Application : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        if (event->type() != QEvent::UpdateRequest) return QApplication::notify(receiver, event);
        QElapsedTimer timer;
        timer.start();
        const bool done = QApplication::notify(receiver, event);
        frames.add(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        return done;
    }
    Times frames;
};

/// Transfers and blocks without a pause, from two threads.
class Load {
public:
    Load(api::Node& node, const keys::MnemonicSigner& signer) : m_node(node), m_signer(signer) {}
    ~Load() { stop(); }

    /// Signs `count` transfers among the signer's accounts.
    void prepare(std::size_t count) {
        const auto accounts = m_signer.accounts();
        for (std::size_t i = 0; i < count; ++i) {
            types::Transaction tx;
            tx.type = types::TxType::dynamicFee;
            tx.chainId = 31'338;
            tx.nonce = i / accounts.size();
            tx.to = accounts[(i * 7 + 1) % accounts.size()].address;
            tx.value = U256{1};
            tx.gasLimit = 21'000;
            tx.maxFeePerGas = U256{1'000'000'000'000};
            tx.maxPriorityFeePerGas = U256{1'000'000};
            if (auto raw = m_signer.sign(tx, accounts[i % accounts.size()].address)) {
                m_raw.push_back(std::move(*raw));
            }
        }
    }
    void start() {
        m_submitting = std::thread([this] { submit(); });
        m_mining = std::thread([this] { mine(); });
    }
    void stop() {
        m_stop = true;
        if (m_submitting.joinable()) m_submitting.join();
        if (m_mining.joinable()) m_mining.join();
    }
    std::uint64_t taken() const { return m_taken; }

private:
    void submit() {
        constexpr std::size_t together = 100;
        for (std::size_t i = 0; i + together <= m_raw.size() && !m_stop; i += together) {
            const auto first = m_raw.begin() + static_cast<std::ptrdiff_t>(i);
            std::vector<Bytes> part(first, first + together);
            const auto answers = m_node.submitAll(api::Layer::l2, std::move(part)).result();
            if (!answers) return;
            for (const auto& answer : *answers) m_taken += answer ? 1 : 0;
            // the pool keeps a thousand of each sender
            while (!m_stop && m_node.mempool({0, 1}).result()->total > 10'000) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
        }
    }
    void mine() {
        while (!m_stop) {
            if (!m_node.devnet({api::DevnetAction::mine, 1}).result()) return;
            // L2's clock may run 15 minutes ahead, a second a block
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    api::Node& m_node;
    const keys::MnemonicSigner& m_signer;
    std::vector<Bytes> m_raw;
    std::atomic<bool> m_stop = false;
    std::atomic<std::uint64_t> m_taken = 0;
    std::thread m_submitting;
    std::thread m_mining;
};

/// Asks for one list after the other, as pages do, and notes how long each waits for its answer.
class Lists : public QObject {
public:
    Lists(api::Node& node, const Address& account) {
        const auto add = [this](auto question) {
            m_questions.push_back([this, question] {
                QElapsedTimer timer;
                timer.start();
                question().then(this, [this, timer](const auto&) {
                    times.add(static_cast<double>(timer.nsecsElapsed()) / 1e6);
                });
            });
        };
        for (const api::Layer layer : {api::Layer::l1, api::Layer::l2}) {
            add([&node, layer] { return node.blocks(layer, {0, 50}); });
            add([&node, layer] { return node.transactions(layer, {0, 50}); });
            add([&node, layer, account] { return node.transactionsOf(layer, account, {0, 50}); });
        }
        add([&node] { return node.mempool({0, 50}); });
        add([&node] { return node.batches({0, 50}); });
        add([&node] { return node.deposits(std::nullopt, {0, 50}); });
        add([&node] { return node.withdrawals(std::nullopt, {0, 50}); });
        add([&node] { return node.messages(api::MessageSide::inbox, std::nullopt, {0, 50}); });
        add([&node] { return node.events({0, 50}); });
    }
    void askNext() { m_questions[m_next++ % m_questions.size()](); }
    Times times;

private:
    std::vector<std::function<void()>> m_questions;
    std::size_t m_next = 0;
};

int run(Application& application, int seconds) {
    QTemporaryDir folder;
    embedded::Options options;
    options.dataDir = folder.path().toStdString();
    auto node = embedded::EmbeddedNode::open(std::move(options));
    if (!node) {
        std::fprintf(stderr, "%s\n", node.error().text().c_str());
        return 1;
    }
    ui::installTheme(application, ui::ThemeChoice::dark);
    keys::MnemonicSigner signer;
    ui::MainWindow window(**node, signer);
    window.resize(1440, 900);
    window.show();
    Load load(**node, signer);
    load.prepare(static_cast<std::size_t>(seconds) * 8'000);

    Lists lists(**node, signer.accounts().front().address);
    Times gaps;
    QElapsedTimer sinceTick;
    QTimer ticks, questions, pages;
    ticks.setTimerType(Qt::PreciseTimer);
    QObject::connect(&ticks, &QTimer::timeout, &window, [&] {
        gaps.add(static_cast<double>(sinceTick.nsecsElapsed()) / 1e6);
        sinceTick.restart();
        window.update();  // something moves all the time
    });
    QObject::connect(&questions, &QTimer::timeout, &lists, [&lists] { lists.askNext(); });
    int page = 0;
    QObject::connect(&pages, &QTimer::timeout, &window, [&] {
        const QStringList ids = window.pageIds();
        window.openPage(ids[page++ % ids.size()]);
    });
    // begins when the first pages have been painted
    std::uint64_t before = 0;
    QTimer::singleShot(1'000, &window, [&] {
        application.frames = {};
        before = (*node)->transactions(api::Layer::l2, {0, 1}).result()->total;
        sinceTick.start();
        ticks.start(frameMs);
        questions.start(25);
        pages.start(1'000);
        load.start();
    });
    QTimer::singleShot(1'000 + seconds * 1'000, &application, &QCoreApplication::quit);
    QApplication::exec();
    load.stop();
    const auto after = (*node)->transactions(api::Layer::l2, {0, 1}).result()->total;
    std::printf("%d s at full load: %.0f transfers a second taken in, %.0f sealed\n", seconds,
                static_cast<double>(load.taken()) / seconds,
                static_cast<double>(after - before) / seconds);
    gaps.print("between ticks of 16 ms");
    std::printf("  %-34s %6zu\n", "of them more than two frames late", gaps.above(3 * frameMs));
    application.frames.print("frames painted");
    lists.times.print("answers of lists (goal 50 ms)");
    return 0;
}

}  // namespace

}  // namespace rollscope::bench

int main(int argc, char** argv) {
    rollscope::api::registerMetaTypes();
    rollscope::bench::Application application(argc, argv);
    return rollscope::bench::run(application, argc > 1 ? std::max(1, std::atoi(argv[1])) : 15);
}
