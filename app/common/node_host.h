// What both programs have in common: the node's command line, the node, and its two RPC servers.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "node/embedded/embedded_node.h"
#include "node/rpc/server.h"

namespace rollscope::app {

/// The node's part of a command line.
struct NodeArguments {
    std::string dataDir;
    std::string l1 = "devnet";
    std::string roles = "sequencer,batcher,proposer,verifier";
    std::string rpcHost = "127.0.0.1";
    std::uint16_t rpcPort = 8547;
    std::uint16_t l1RpcPort = 8545;
    std::optional<std::uint64_t> blockTimeMs;  ///< none: the one in force when it last ran
    std::uint64_t l1BlockTimeMs = 2'000;
    std::uint64_t challengePeriodS = 604'800;
    std::string proofMode = "optimistic";
};

/// Adds --datadir, --l1, --roles, --rpc-host, --rpc-port, --l1-rpc-port, --block-time,
/// --l1-block-time, --challenge-period and --proof-mode.
void addNodeArguments(CLI::App& commandLine, NodeArguments& arguments);

/// A running node and its servers; stops cleanly when destroyed.
class NodeHost {
public:
    /// Opens the data directory, starts the node, listens on both ports.
    static Result<std::unique_ptr<NodeHost>> start(const NodeArguments& arguments);

    embedded::EmbeddedNode& node() { return *m_node; }
    QString rpcUrl() const { return m_l2->url(); }
    QString l1RpcUrl() const { return m_l1->url(); }

private:
    NodeHost() = default;
    // The servers go first: they ask the node.
    std::unique_ptr<embedded::EmbeddedNode> m_node;
    std::unique_ptr<rpc::RpcServer> m_l2;
    std::unique_ptr<rpc::RpcServer> m_l1;
};

}  // namespace rollscope::app
