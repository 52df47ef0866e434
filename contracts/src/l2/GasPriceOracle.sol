// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BatchShare} from "../lib/BatchShare.sol";
import {L1Info} from "./L1Info.sol";

/// What a transaction pays besides execution, for its share of L1's data: where, and by the names by which, wallets
/// ask for it on OP Stack chains. The fee is (16 * share + 160) * L1's base fee (docs/protocol.md, 4.3), and is exactly
/// what the state transition takes in a block that reports the same base fee as the one in which this is asked.
contract GasPriceOracle {
    L1Info private constant L1_INFO = L1Info(0x4200000000000000000000000000000000000015);
    uint256 private constant BYTE_GAS = 16;
    uint256 private constant BATCH_GAS = 160;
    uint256 private constant SCALE = 1_000_000;

    string public constant version = "rollscope-1";

    /// Wei for the data of `transaction`, an EIP-2718 encoding with or without its signature; other bytes revert with
    /// NotATransaction. Exact; a product above 2^256 - 1 is 2^256 - 1. A deposit (0x7e) pays nothing.
    function getL1Fee(bytes calldata transaction) external view returns (uint256) {
        return _fee(getL1GasUsed(transaction));
    }

    /// The gas that the data of `transaction` is reckoned to take on L1: `l1GasUsed` of its receipt.
    function getL1GasUsed(bytes calldata transaction) public pure returns (uint256) {
        uint256 share = BatchShare.ofTransaction(transaction);
        return share == 0 ? 0 : share * BYTE_GAS + BATCH_GAS;
    }

    /// An upper bound of the wei for any transaction whose encoding without signature has that many bytes. Cheap; most
    /// transactions pay less, because they compress.
    function getL1FeeUpperBound(uint256 unsignedTxSize) external view returns (uint256) {
        // signature and small columns are 72; no other byte of the encoding counts more than once
        if (unsignedTxSize > type(uint64).max) return type(uint256).max;
        return _fee((unsignedTxSize + 72) * BYTE_GAS + BATCH_GAS);
    }

    /// The bytes of a batch that `transaction` is reckoned at.
    function batchShare(bytes calldata transaction) external pure returns (uint256) {
        return BatchShare.ofTransaction(transaction);
    }

    /// L1's base fee as this block reports it, wei a gas: `l1GasPrice` of the receipts in it.
    function l1BaseFee() public view returns (uint256) {
        return L1_INFO.baseFee();
    }

    /// L2's base fee, wei a gas.
    function baseFee() external view returns (uint256) {
        return block.basefee;
    }

    /// As baseFee.
    function gasPrice() external view returns (uint256) {
        return block.basefee;
    }

    /// L1 gas that each transaction is charged besides its bytes.
    function overhead() external pure returns (uint256) {
        return BATCH_GAS;
    }

    /// What the fee is multiplied by, in parts of 10^decimals: nothing is added.
    function scalar() external pure returns (uint256) {
        return SCALE;
    }

    function decimals() external pure returns (uint256) {
        return 6;
    }

    /// No blobs, and none of OP Stack's later fee formulas.
    function isEcotone() external pure returns (bool) {
        return false;
    }

    function isFjord() external pure returns (bool) {
        return false;
    }

    function _fee(uint256 gas) private view returns (uint256) {
        uint256 price = l1BaseFee();
        unchecked {
            uint256 fee = gas * price;
            return price == 0 || fee / price == gas ? fee : type(uint256).max;
        }
    }
}
