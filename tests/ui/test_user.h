// A user who sends transactions to a node under a window and waits until they are mined.
#pragma once

#include <QtTest>

#include "node/keys/local_signer.h"
#include "ui/dialogs/act.h"
#include "ui/text/words.h"

namespace rollscope::ui::test {

constexpr int patienceMs = 60'000;

template <class T>
Result<T> answerOf(QFuture<Result<T>> future) {
    QDeadlineTimer deadline(patienceMs);
    while (!future.isFinished() && !deadline.hasExpired()) QTest::qWait(5);
    if (!future.isFinished()) return fail(ErrorCode::cancelled, "no answer");
    return future.result();
}

inline Bytes bytesOf(const std::string& hexText) {
    return bytesFromHex(hexText).value();
}

/// Alice's transactions on L2.
class TestUser {
public:
    TestUser(api::Node& node, api::Signer& signer) : m_node(node), m_signer(signer) {}

    /// Its hash, once it is in a block.
    Hash send(api::Intent intent) {
        intent.from = m_signer.accounts()[0].address;
        const auto prepared = answerOf(m_node.prepare(intent));
        if (!prepared) {
            qWarning() << errorText(prepared.error());
            return {};
        }
        Hash hash;
        bool done = false;
        QObject here;
        signAndSubmit({m_node, m_signer}, &here, *prepared, intent.from, [&](Result<Sent> sent) {
            if (sent) hash = sent->hash;
            done = true;
        });
        (void)QTest::qWaitFor([&] { return done; }, patienceMs);
        const auto mined = [&] {
            const auto tx = answerOf(m_node.transaction(api::Layer::l2, hash));
            return tx && tx->receipt.has_value();
        };
        if (!QTest::qWaitFor(mined, patienceMs)) qWarning() << "not mined";
        return hash;
    }
    /// The address of a contract made from creation code in hex.
    Address deploy(const std::string& code) {
        api::Intent intent;
        intent.kind = api::IntentKind::deployL2;
        intent.data = bytesOf(code);
        const auto tx = answerOf(m_node.transaction(api::Layer::l2, send(intent)));
        return tx && tx->row.created ? *tx->row.created : Address{};
    }

private:
    api::Node& m_node;
    api::Signer& m_signer;
};

}  // namespace rollscope::ui::test
