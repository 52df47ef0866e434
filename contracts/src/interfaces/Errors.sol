// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// Why a message to L2 is refused; they reach whoever deposits, through L1Bridge.
interface IMessageErrors {
    error GasLimitTooLow(uint64 given, uint64 needed);
    error GasLimitTooHigh(uint64 given, uint64 limit);
    error BlockGasExhausted(uint64 asked, uint64 left);
    error DataTooLong(uint256 length, uint256 limit);
}

/// Why a batch, or a message in it, cannot be settled; they reach whoever withdraws, through L1Bridge.
interface IFinalityErrors {
    error UnknownBatch();
    error NotAsserted(uint256 batchIndex);
    error ChallengePeriodActive(uint256 batchIndex, uint64 finalizableAt);
    error PreviousBatchNotFinal(uint256 batchIndex);
    error AssertionReplaced(uint256 batchIndex);
    error ForgedPath();
    error AlreadyConsumed(uint256 index);
}

/// Why a message to L2 cannot be claimed; they reach whoever claims, through L2Bridge.
interface IClaimErrors {
    error OnlyRecipient(address recipient);
    error NotClaimable();
    error WrongSecret();
    error ForgedPath();
    error AlreadyConsumed(uint256 index);
}
