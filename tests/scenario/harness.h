// A node to play with: opened in a folder of its own, asked and waited for.
#pragma once

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>

#include "node/embedded/embedded_node.h"
#include "node/keys/local_signer.h"

namespace rollscope {

/// Threads with event loops want an application, and there may be one only.
inline void needApplication() {
    static int argc = 1;
    static char name[] = "test";
    static char* argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
}

/// The value, or a failed test and a default.
template <class T>
T have(QFuture<Result<T>> answer) {
    answer.waitForFinished();
    Result<T> result = answer.result();
    if (result) return std::move(*result);
    ADD_FAILURE() << result.error().text();
    return T{};
}

/// The refusal, or a failed test.
template <class T>
Error refused(QFuture<Result<T>> answer) {
    answer.waitForFinished();
    const Result<T> result = answer.result();
    if (!result) return result.error();
    ADD_FAILURE() << "was not refused";
    return {};
}

/// Asks until `done` is true, ten seconds at most.
template <class Done>
bool eventually(const Done& done) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 10'000) {
        if (done()) return true;
        QThread::msleep(20);
    }
    return false;
}

class Play : public ::testing::Test {
protected:
    Play() {
        needApplication();
        alice = signer.accounts()[0].address;
        bob = signer.accounts()[1].address;
    }

    void open(embedded::Options options = {}) {
        options.blockTimeMs = 100;
        openWith(std::move(options));
    }
    /// As open, but the block time is the one on disk unless `options` names one.
    void openWith(embedded::Options options) {
        options.dataDir = (folder.path() + QStringLiteral("/data")).toStdString();
        auto opened = embedded::EmbeddedNode::open(options);
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        node = std::move(*opened);
        if (qEnvironmentVariableIsSet("ROLLSCOPE_PLAY_LOG")) {
            // straight from the node's thread: there is no event loop here
            QObject::connect(
                node.get(), &api::Node::eventLogged, node.get(),
                [](const api::EventView& event) {
                    qInfo("%llu %s: %s", static_cast<unsigned long long>(event.timeMs),
                          qPrintable(event.source), qPrintable(event.text));
                },
                Qt::DirectConnection);
        }
    }
    void close() { node.reset(); }

    /// Prepares, signs and submits; the hash.
    Hash does(const api::Intent& intent) {
        const api::PreparedTx prepared = have(node->prepare(intent));
        const auto raw = signer.sign(prepared.tx, intent.from);
        if (!raw) {
            ADD_FAILURE() << raw.error().text();
            return {};
        }
        return have(node->submit(prepared.layer, *raw));
    }
    U256 balance(api::Layer layer, const Address& account) {
        return have(node->account(layer, account, api::BlockTag::latest)).balance;
    }
    api::TxStatus statusOf(const Hash& hash) { return have(node->transactionStatus(hash)).status; }
    bool reaches(const Hash& hash, api::TxStatus status) {
        return eventually([&] { return statusOf(hash) == status; });
    }

    QTemporaryDir folder;
    keys::MnemonicSigner signer;
    Address alice;
    Address bob;
    std::unique_ptr<embedded::EmbeddedNode> node;
};

inline U256 ether(std::uint64_t thousandths) {
    return U256{thousandths} * U256{1'000'000'000'000'000ULL};
}

}  // namespace rollscope
