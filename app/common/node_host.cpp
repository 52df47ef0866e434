#include "app/common/node_host.h"

#include <QStandardPaths>

namespace rollscope::app {

namespace {

std::string defaultDataDir() {
    return (QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
            QStringLiteral("/rollscope"))
        .toStdString();
}

Result<std::vector<api::Role>> rolesFromText(const std::string& text) {
    std::vector<api::Role> roles;
    const auto words =
        QString::fromStdString(text).split(QLatin1Char(','), Qt::SkipEmptyParts, Qt::CaseSensitive);
    for (const QString& word : words) {
        bool known = false;
        for (const auto role :
             {api::Role::sequencer, api::Role::batcher, api::Role::proposer, api::Role::verifier}) {
            if (api::wordOf(role) != word.trimmed()) continue;
            roles.push_back(role);
            known = true;
        }
        if (!known) {
            return fail(ErrorCode::invalidParams,
                        "--roles: '" + word.toStdString() +
                            "' is not one of sequencer, batcher, proposer, verifier");
        }
    }
    return roles;
}

}  // namespace

void addNodeArguments(CLI::App& commandLine, NodeArguments& arguments) {
    arguments.dataDir = defaultDataDir();
    commandLine.add_option("--datadir", arguments.dataDir, "Folder that holds both chains")
        ->capture_default_str();
    commandLine.add_option("--l1", arguments.l1, "The L1 to use: devnet, the embedded one")
        ->check(CLI::IsMember({"devnet"}))
        ->capture_default_str();
    commandLine
        .add_option("--roles", arguments.roles,
                    "Roles to run, of sequencer, batcher, proposer, verifier")
        ->capture_default_str();
    commandLine.add_option("--rpc-host", arguments.rpcHost, "Address that both RPC servers bind")
        ->capture_default_str();
    commandLine.add_option("--rpc-port", arguments.rpcPort, "L2's JSON-RPC port; 0: any free one")
        ->capture_default_str();
    commandLine
        .add_option("--l1-rpc-port", arguments.l1RpcPort, "L1's JSON-RPC port; 0: any free one")
        ->capture_default_str();
    commandLine
        .add_option("--block-time", arguments.blockTimeMs,
                    "L2's block time in ms, from now on; left out, the one that the operator set "
                    "last, 1000 at first")
        ->check(CLI::Range(100, 3'600'000));
    commandLine
        .add_option("--l1-block-time", arguments.l1BlockTimeMs, "The devnet's block time, ms")
        ->check(CLI::Range(50, 600'000))
        ->capture_default_str();
    commandLine
        .add_option("--challenge-period", arguments.challengePeriodS,
                    "Challenge period of a new rollup in seconds")
        ->check(CLI::Range(1, 31'536'000))
        ->capture_default_str();
    commandLine
        .add_option("--proof-mode", arguments.proofMode,
                    "What makes a new rollup's state roots final: their challenge period alone "
                    "(optimistic), or also the verifier's signed attestation (attestation)")
        ->check(CLI::IsMember({"optimistic", "attestation"}))
        ->capture_default_str();
}

Result<std::unique_ptr<NodeHost>> NodeHost::start(const NodeArguments& arguments) {
    const auto roles = rolesFromText(arguments.roles);
    if (!roles) return failFrom(roles);
    embedded::Options options;
    options.dataDir = arguments.dataDir;
    options.roles = *roles;
    options.blockTimeMs = arguments.blockTimeMs;
    options.l1BlockTimeMs = arguments.l1BlockTimeMs;
    options.parameters.challengePeriodS = arguments.challengePeriodS;
    if (arguments.proofMode == "attestation") {
        options.parameters.proofMode = l1::ProofMode::attestation;
    }
    auto node = embedded::EmbeddedNode::open(std::move(options));
    if (!node) return failFrom(node);

    std::unique_ptr<NodeHost> host(new NodeHost);
    host->m_node = std::move(*node);
    rpc::ServerOptions l2;
    l2.host = QString::fromStdString(arguments.rpcHost);
    l2.port = arguments.rpcPort;
    l2.layer = api::Layer::l2;
    rpc::ServerOptions l1 = l2;
    l1.port = arguments.l1RpcPort;
    l1.layer = api::Layer::l1;
    host->m_l2 = std::make_unique<rpc::RpcServer>(*host->m_node, l2);
    host->m_l1 = std::make_unique<rpc::RpcServer>(*host->m_node, l1);
    for (auto* server : {host->m_l2.get(), host->m_l1.get()}) {
        if (const auto port = server->listen(); !port) return failFrom(port);
    }
    host->m_node->setRpcUrls(host->rpcUrl(), host->l1RpcUrl());
    return host;
}

}  // namespace rollscope::app
