#include "node/core/state/system.h"

#include "node/core/codec/abi.h"
#include "node/core/crypto/keccak.h"
#include "node/core/state/block_builder.h"
#include "node/core/state/l1_fee.h"

namespace rollscope::state {

namespace {

constexpr std::uint64_t systemTxGas = 1'000'000;

/// 0x4200…00 and the last byte.
constexpr Address predeploy(std::uint8_t last) {
    Address address;
    address[0] = 0x42;
    address[19] = last;
    return address;
}

}  // namespace

const Address systemSender{{{0xde, 0xad, 0xde, 0xad, 0xde, 0xad, 0xde, 0xad, 0xde, 0xad,
                             0xde, 0xad, 0xde, 0xad, 0xde, 0xad, 0xde, 0xad, 0x00, 0x01}}};
const Address l2FeeRecipient = predeploy(0x11);
const Address l1InfoAddress = predeploy(0x15);
const Address l2InboxAddress = predeploy(0x16);
const Address l2OutboxAddress = predeploy(0x17);
const Address l2BridgeAddress = predeploy(0x10);
const Address l2TokenAddress = predeploy(0x18);
const Address l2PortalTokenAddress = predeploy(0x19);
const Address l1FeeVault = predeploy(0x1a);
const Address gasPriceOracleAddress = predeploy(0x0f);

Bytes appendInboundCall(const std::vector<Hash>& leaves) {
    return codec::AbiEncoder{}.words(leaves).call("appendInbound(bytes32[])");
}

Bytes endOfBlockCall() {
    return codec::AbiEncoder{}.call("endOfBlock()");
}

types::Transaction systemTransaction(const L1Info& info, std::uint64_t l2Number) {
    const Hash place =
        crypto::keccak256(codec::AbiEncoder{}.uint(info.number).uint(l2Number).encode());
    types::Transaction tx;
    tx.type = types::TxType::deposit;
    tx.sourceHash =
        crypto::keccak256(codec::AbiEncoder{}.uint(std::uint64_t{1}).word(place).encode());
    tx.from = systemSender;
    tx.to = l1InfoAddress;
    tx.gasLimit = systemTxGas;
    tx.isSystem = true;
    tx.data = codec::AbiEncoder{}
                  .uint(info.number)
                  .uint(info.timestamp)
                  .uint(info.baseFee)
                  .uint(info.inboxCount)
                  .call("setL1Info(uint64,uint64,uint256,uint64)");
    return tx;
}

}  // namespace rollscope::state
