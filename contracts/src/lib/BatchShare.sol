// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// The share of a batch that a transaction is reckoned at (docs/protocol.md, 4.3), byte for byte as the state
/// transition computes it (node/core/codec/batch_share.cpp).
library BatchShare {
    error NotATransaction();

    uint256 private constant SIGNATURE_AND_SMALL_COLUMNS = 64 + 8;
    uint256 private constant ACCOUNT = 13;
    uint256 private constant CONTRACT = 2;
    uint256 private constant LIST_ENTRY = 21;
    uint256 private constant LIST_KEY = 32;

    /// Part of an RLP string, in call data.
    struct Item {
        uint256 pos; // of the payload
        uint256 size;
        uint256 next; // behind it
    }

    /// `transaction` is EIP-2718, signed or not: legacy, EIP-2930 or EIP-1559. 0 for a deposit, which pays nothing.
    function ofTransaction(bytes calldata transaction) internal pure returns (uint256 share) {
        if (transaction.length == 0) revert NotATransaction();
        uint256 kind = uint8(transaction[0]);
        if (kind == 0x7e) return 0;
        uint256 skipped = kind == 1 ? 4 : kind == 2 ? 5 : 3; // fields before the recipient
        bool typed = kind == 1 || kind == 2;
        if (!typed && kind < 0xc0) revert NotATransaction();

        uint256 begin;
        assembly ("memory-safe") {
            begin := transaction.offset
        }
        uint256 end = begin + transaction.length;
        Item memory item = _list(typed ? begin + 1 : begin, end);
        if (item.next != end) revert NotATransaction();
        uint256 pos = item.pos;
        for (uint256 i = 0; i < skipped; ++i) pos = _string(pos, end).next;

        Item memory to = _string(pos, end);
        Item memory value = _string(to.next, end);
        Item memory data = _string(value.next, end);
        if ((to.size != 0 && to.size != 20) || value.size > 32) revert NotATransaction();
        share = SIGNATURE_AND_SMALL_COLUMNS + value.size + ofData(data.pos, data.size);
        if (to.size != 0) share += data.size == 0 ? ACCOUNT : CONTRACT;
        if (typed) share += _accessList(_list(data.next, end));
    }

    /// What `size` bytes of call data from `start` on count: as themselves, but for zeros and what they repeat.
    function ofData(uint256 start, uint256 size) internal pure returns (uint256 share) {
        if (size <= 4) return size;
        assembly ("memory-safe") {
            // length of the agreement of [a, …) and [b, …), at most `most`; call data ends in zeros without end
            function common(a, b, most) -> n {
                for {} lt(n, most) {} {
                    let differ := xor(calldataload(add(a, n)), calldataload(add(b, n)))
                    if differ {
                        for {} iszero(shr(248, differ)) { n := add(n, 1) } { differ := shl(8, differ) }
                        break
                    }
                    n := add(n, 32)
                }
                if gt(n, most) { n := most }
            }
            function zeros(a, most) -> n {
                for {} lt(n, most) {} {
                    let word := calldataload(add(a, n))
                    if word {
                        for {} iszero(shr(248, word)) { n := add(n, 1) } { word := shl(8, word) }
                        break
                    }
                    n := add(n, 32)
                }
                if gt(n, most) { n := most }
            }

            // 2048 places of 4 bytes: 1 + where a word was seen last. Free memory, given back.
            let table := mload(0x40)
            calldatacopy(table, calldatasize(), 0x2020)
            share := 1
            let pos := 4
            for {} iszero(gt(add(pos, 4), size)) {} {
                let most := sub(size, pos)
                if gt(most, 258) { most := 258 }
                let here := add(start, pos)
                let next := shr(224, calldataload(here))
                let length := 0
                switch next
                case 0 { length := zeros(here, most) }
                default {
                    let word := or(
                        or(shr(24, next), and(shr(8, next), 0xff00)),
                        or(and(shl(8, next), 0xff0000), shl(24, and(next, 0xff)))
                    ) // little-endian
                    let place := add(table, and(shr(19, mul(word, 2654435761)), 0x1ffc))
                    let entry := mload(place)
                    let before := shr(224, entry)
                    mstore(place, or(shl(224, add(pos, 1)), shr(32, shl(32, entry))))
                    if before {
                        let from := sub(add(start, before), 1)
                        // what agrees in less than four bytes is no stretch
                        if eq(shr(224, calldataload(from)), next) {
                            if iszero(gt(sub(here, from), 32768)) { length := common(from, here, most) }
                        }
                    }
                }
                switch lt(length, 4)
                case 1 {
                    share := add(share, 1)
                    pos := add(pos, 1)
                }
                default {
                    share := add(share, 2)
                    pos := add(pos, length)
                }
            }
            share := add(share, sub(size, pos))
        }
    }

    function _accessList(Item memory list) private pure returns (uint256 share) {
        uint256 end = list.pos + list.size;
        for (uint256 pos = list.pos; pos < end;) {
            Item memory entry = _list(pos, end);
            Item memory account = _string(entry.pos, entry.next);
            Item memory keys = _list(account.next, entry.next);
            if (account.size != 20 || keys.next != entry.next || keys.size % 33 != 0) revert NotATransaction();
            share += LIST_ENTRY + keys.size / 33 * LIST_KEY;
            pos = entry.next;
        }
    }

    function _string(uint256 pos, uint256 end) private pure returns (Item memory item) {
        uint256 head = _byteAt(pos, end);
        if (head < 0x80) return Item(pos, 1, pos + 1);
        if (head >= 0xc0) revert NotATransaction();
        return head < 0xb8 ? _short(pos, head - 0x80, end) : _long(pos, head - 0xb7, end);
    }

    function _list(uint256 pos, uint256 end) private pure returns (Item memory item) {
        uint256 head = _byteAt(pos, end);
        if (head < 0xc0) revert NotATransaction();
        return head < 0xf8 ? _short(pos, head - 0xc0, end) : _long(pos, head - 0xf7, end);
    }

    function _short(uint256 pos, uint256 size, uint256 end) private pure returns (Item memory) {
        return _item(pos + 1, size, end);
    }

    function _long(uint256 pos, uint256 sizeBytes, uint256 end) private pure returns (Item memory) {
        if (sizeBytes > 4 || pos + 1 + sizeBytes > end) revert NotATransaction();
        uint256 size;
        assembly ("memory-safe") {
            size := shr(sub(256, shl(3, sizeBytes)), calldataload(add(pos, 1)))
        }
        return _item(pos + 1 + sizeBytes, size, end);
    }

    function _item(uint256 pos, uint256 size, uint256 end) private pure returns (Item memory) {
        if (pos + size > end) revert NotATransaction();
        return Item(pos, size, pos + size);
    }

    function _byteAt(uint256 pos, uint256 end) private pure returns (uint256 head) {
        if (pos >= end) revert NotATransaction();
        assembly ("memory-safe") {
            head := byte(0, calldataload(pos))
        }
    }
}
