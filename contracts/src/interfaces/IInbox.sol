// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// Messages from L1 to L2, in order.
interface IInbox {
    event MessageSent(
        uint256 indexed index,
        address indexed sender,
        address indexed recipient,
        uint256 mint,
        uint256 value,
        uint64 gasLimit,
        bytes32 secretHash,
        bytes data,
        bytes32 leaf,
        uint64 l1Timestamp
    );

    /// Sends a message in the caller's name; a contract's address is aliased. Returns its index.
    function send(address recipient, uint256 value, uint64 gasLimit, bytes32 secretHash, bytes calldata data)
        external
        returns (uint256);

    /// The bridge's entry: sends for `sender` (already aliased) and mints `mint` wei to it on L2.
    function sendFor(
        address sender,
        address recipient,
        uint256 mint,
        uint256 value,
        uint64 gasLimit,
        bytes calldata data
    ) external returns (uint256);

    /// Messages so far.
    function count() external view returns (uint64);

    /// Root of the tree of the first `messageCount` messages.
    function rootAt(uint64 messageCount) external view returns (bytes32);

    /// Leaf of message `index`.
    function leafAt(uint256 index) external view returns (bytes32);

    /// L1 timestamp, in seconds, of message `index`.
    function timestampAt(uint256 index) external view returns (uint64);
}
