// The loops of Bench.sol: a call of our own beside anvil's eth_call, in turns, in one run.
#include <QFile>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>

#include "measure.h"
#include "node/core/codec/abi.h"
#include "node/core/state/memory_state.h"
#include "node/core/state/transition.h"
#include "node/crypto/native_precompiles.h"
#include "peer.h"

namespace rollscope::bench {

namespace {

constexpr int rounds = 5;
const char* const contractHex = "0x00000000000000000000000000000000000be4c4";

struct Load {
    const char* name;
    const char* signature;
    std::uint64_t iterations;
    int calls = 1;  ///< a round makes this many
};

// mem() writes over Solidity's free memory pointer, which grows with the square of its argument.
constexpr Load loads[] = {
    {"arith", "arith(uint256)", 2'000'000}, {"mulmod", "mulmod_(uint256)", 1'000'000},
    {"divmod", "divs(uint256)", 1'500'000}, {"keccak 64 B", "keccak(uint256)", 400'000},
    {"memory", "mem(uint256)", 50'000, 20}, {"ERC-20 move", "erc20(uint256)", 60'000},
};

/// What one side took for a load.
struct Side {
    double seconds = 1e9;  ///< the quickest round: what else runs on the machine only ever adds
    Bytes output;

    void add(double round) { seconds = std::min(seconds, round); }
};

class Ours {
public:
    explicit Ours(const Bytes& code) {
        state::Account account;
        account.codeHash = crypto::keccak256(code);
        m_diff.codes[account.codeHash] = std::make_shared<const Bytes>(code);
        m_diff.accounts[*addressFromHex(contractHex)].account = account;
    }
    Bytes call(const Bytes& data) {
        state::CallMessage message;
        message.to = *addressFromHex(contractHex);
        message.gas = std::uint64_t{1} << 60;
        message.data = data;
        const state::OverlayView view(m_empty, m_diff);
        const auto outcome = state::callMessage(view, {}, message, host::nativePrecompiles());
        if (!outcome.success) std::fprintf(stderr, "%s\n", outcome.error.text().c_str());
        gasUsed = outcome.gasUsed;
        return outcome.output;
    }
    std::uint64_t gasUsed = 0;

private:
    state::MemoryState m_empty;
    state::StateDiff m_diff;
};

Bytes callPeer(Peer& peer, const Bytes& data) {
    const QJsonArray params{
        QJsonObject{{QStringLiteral("to"), QLatin1String(contractHex)},
                    {QStringLiteral("gas"), QStringLiteral("0xe8d4a51000")},
                    {QStringLiteral("data"), QString::fromStdString(toHex(data))}},
        QStringLiteral("latest")};
    const QJsonValue result = peer.call("eth_call", params);
    return bytesFromHex(result.toString().toStdString()).value_or(Bytes{});
}

/// One round: the calls, less as many calls that do nothing.
template <class Call>
void measure(const Load& load, Side& side, Call&& call) {
    const auto run = [&](std::uint64_t iterations) {
        const Bytes data = codec::AbiEncoder{}.uint(iterations).call(load.signature);
        return secondsOf([&] {
            for (int i = 0; i < load.calls; ++i) side.output = call(data);
        });
    };
    const double idle = run(0);
    side.add(run(load.iterations) - idle);
}

}  // namespace

int evmBench(const char* anvil) {
    QFile file(QStringLiteral(BENCH_FOLDER "/Bench.hex"));
    const auto code = file.open(QIODevice::ReadOnly)
                          ? bytesFromHex(file.readAll().trimmed().toStdString())
                          : fail(ErrorCode::ioFailed);
    if (!code) {
        std::fprintf(stderr, "Bench.hex: %s\n", code.error().text().c_str());
        return 1;
    }
    Ours ours(*code);
    std::unique_ptr<Peer> peer;
    if (anvil != nullptr) {
        peer = std::make_unique<Peer>();
        if (!peer->start(QString::fromLocal8Bit(anvil))) {
            std::fprintf(stderr, "%s does not start\n", anvil);
            return 1;
        }
        peer->call("anvil_setCode",
                   {QLatin1String(contractHex), QString::fromStdString(toHex(*code))});
    }
    std::printf("%-12s %12s %12s %10s %12s %10s %7s\n", "loop", "iterations", "ns/iter", "Mgas/s",
                "anvil ns", "Mgas/s", "ratio");
    double logSum = 0;
    int slower = 0;
    for (const Load& load : loads) {
        Side own;
        Side other;
        for (int round = 0; round < rounds; ++round) {
            measure(load, own, [&](const Bytes& data) { return ours.call(data); });
            if (!peer) continue;
            measure(load, other, [&](const Bytes& data) { return callPeer(*peer, data); });
        }
        const double count = static_cast<double>(load.iterations) * load.calls;
        const double gas = static_cast<double>(ours.gasUsed) * load.calls / 1e6;
        const double seconds = own.seconds;
        std::printf("%-12s %12.0f %12.1f %10.0f", load.name, count, seconds / count * 1e9,
                    gas / seconds);
        if (peer) {
            if (own.output != other.output) {
                std::printf("  results differ\n");
                return 1;
            }
            const double peerSeconds = other.seconds;
            const double ratio = peerSeconds / seconds;
            logSum += std::log(ratio);
            slower += ratio <= 1;
            std::printf(" %12.1f %10.0f %7.2f", peerSeconds / count * 1e9, gas / peerSeconds,
                        ratio);
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    if (peer) {
        std::printf("geometric mean of the ratios: %.2f (goal: at least 1.90, each above 1)\n",
                    std::exp(logSum / std::size(loads)));
    }
    return slower == 0 ? 0 : 1;
}

}  // namespace rollscope::bench
