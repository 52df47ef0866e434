// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {GasPriceOracle} from "../src/l2/GasPriceOracle.sol";
import {L1Info} from "../src/l2/L1Info.sol";
import {BatchShare} from "../src/lib/BatchShare.sol";
import {World} from "./World.sol";

contract GasPriceOracleTest is World {
    uint256 private constant SMALL = 64 + 8;
    GasPriceOracle private oracle;

    function setUp() public override {
        super.setUp();
        oracle = new GasPriceOracle();
        vm.etch(0x4200000000000000000000000000000000000015, address(new L1Info()).code);
        report(7 gwei);
    }

    function report(uint256 baseFee) private {
        vm.prank(SYSTEM);
        L1Info(0x4200000000000000000000000000000000000015).setL1Info(1, 2, baseFee, 0);
    }

    // ---- RLP, as a wallet writes it

    function str(bytes memory raw) private pure returns (bytes memory) {
        if (raw.length == 1 && uint8(raw[0]) < 0x80) return raw;
        return bytes.concat(head(raw.length, 0x80), raw);
    }

    function list(bytes memory payload) private pure returns (bytes memory) {
        return bytes.concat(head(payload.length, 0xc0), payload);
    }

    function head(uint256 size, uint8 base) private pure returns (bytes memory) {
        if (size < 56) return abi.encodePacked(uint8(base + size));
        if (size < 256) return abi.encodePacked(uint8(base + 56), uint8(size));
        return abi.encodePacked(uint8(base + 57), uint16(size));
    }

    function fields(bytes memory to, bytes memory value, bytes memory data) private pure returns (bytes memory) {
        return bytes.concat(str(to), str(value), str(data));
    }

    function legacy(bytes memory rest) private pure returns (bytes memory) {
        return list(bytes.concat(str(hex"07"), str(hex"3b9aca00"), str(hex"5208"), rest));
    }

    function dynamicFee(bytes memory rest, bytes memory accessList) private pure returns (bytes memory) {
        bytes memory before = bytes.concat(str(hex"7a6a"), str(""), str(hex"01"), str(hex"3b9aca00"), str(hex"5208"));
        return bytes.concat(hex"02", list(bytes.concat(before, rest, accessList)));
    }

    function recipient() private view returns (bytes memory) {
        return abi.encodePacked(alice);
    }

    // ---- tests

    function test_transferCountsAccountAndValue() public view {
        bytes memory rest = fields(recipient(), hex"0de0b6b3a7640000", "");
        uint256 share = SMALL + 13 + 8;
        equal(oracle.batchShare(legacy(rest)), share, "legacy");
        equal(oracle.batchShare(dynamicFee(rest, list(""))), share, "EIP-1559");
        equal(oracle.getL1GasUsed(legacy(rest)), share * 16 + 160, "gas");
        equal(oracle.getL1Fee(legacy(rest)), (share * 16 + 160) * 7 gwei, "fee");
    }

    function test_signatureChangesNothing() public view {
        bytes memory rest = fields(recipient(), hex"0a", hex"a9059cbb0102030405060708");
        bytes memory signature = bytes.concat(
            str(hex"f4f7"), str(abi.encodePacked(keccak256("r"))), str(abi.encodePacked(keccak256("s")))
        );
        equal(oracle.getL1Fee(legacy(bytes.concat(rest, signature))), oracle.getL1Fee(legacy(rest)), "same fee");
    }

    function test_dataCountsZerosAndRepeatsAsTwo() public view {
        // selector 1, twelve zeros 2, an address 20
        bytes memory call = abi.encodePacked(bytes4(0xa9059cbb), bytes12(0), bytes20(keccak256("somebody")));
        equal(oracle.batchShare(legacy(fields(recipient(), "", call))), SMALL + 2 + 1 + 2 + 20, "zeros");
        // the address again: one stretch
        bytes memory twice = bytes.concat(call, bytes20(keccak256("somebody")));
        equal(oracle.batchShare(legacy(fields(recipient(), "", twice))), SMALL + 2 + 1 + 2 + 20 + 2, "repeat");
        equal(oracle.batchShare(legacy(fields("", "", call))), SMALL + 1 + 2 + 20, "creation");
    }

    function test_accessListCountsEntriesAndKeys() public view {
        bytes memory keys = bytes.concat(str(abi.encodePacked(keccak256("a"))), str(abi.encodePacked(keccak256("b"))));
        bytes memory entries = bytes.concat(
            list(bytes.concat(str(recipient()), list(keys))), list(bytes.concat(str(abi.encodePacked(bob)), list("")))
        );
        bytes memory rest = fields(recipient(), "", "");
        equal(oracle.batchShare(dynamicFee(rest, list(entries))), SMALL + 13 + 2 * 21 + 2 * 32, "share");
    }

    function test_depositsPayNothingAndGarbageReverts() public {
        equal(oracle.getL1Fee(hex"7ef851"), 0, "deposit");
        bytes memory whole = legacy(fields(recipient(), hex"0a", hex"a9059cbb"));
        bytes[8] memory bad = [
            bytes(""),
            hex"03c0",
            hex"80",
            hex"c0",
            bytes.concat(whole, hex"00"),
            legacy(fields(hex"1234", "", "")),
            legacy(fields(recipient(), new bytes(33), "")),
            hex"f8ff80"
        ];
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectRevert(BatchShare.NotATransaction.selector);
            oracle.getL1Fee(bad[i]);
        }
        for (uint256 size = 0; size < whole.length; ++size) {
            bytes memory cut = new bytes(size);
            for (uint256 i = 0; i < size; ++i) cut[i] = whole[i];
            vm.expectRevert(BatchShare.NotATransaction.selector);
            oracle.getL1Fee(cut);
        }
    }

    function test_aProductTooLargeIsTheLargestNumber() public {
        report(type(uint256).max / 100);
        equal(oracle.getL1Fee(legacy(fields(recipient(), "", ""))), type(uint256).max, "fee");
        equal(oracle.getL1FeeUpperBound(type(uint256).max), type(uint256).max, "bound");
        report(0);
        equal(oracle.getL1Fee(legacy(fields(recipient(), "", ""))), 0, "free");
    }

    function test_namesAsOnOPStack() public view {
        equal(oracle.l1BaseFee(), 7 gwei, "l1BaseFee");
        equal(oracle.baseFee(), block.basefee, "baseFee");
        equal(oracle.gasPrice(), block.basefee, "gasPrice");
        equal(oracle.overhead(), 160, "overhead");
        equal(oracle.scalar(), 10 ** oracle.decimals(), "scalar");
        require(!oracle.isEcotone() && !oracle.isFjord(), "formulas of others");
    }

    function testFuzz_noTransactionPaysMoreThanTheBound(bytes calldata data, uint256 value, bool creates) public view {
        bytes memory word = abi.encodePacked(value);
        uint256 zeros = 0;
        while (zeros < 32 && word[zeros] == 0) ++zeros;
        bytes memory shortest = new bytes(32 - zeros);
        for (uint256 i = zeros; i < 32; ++i) shortest[i - zeros] = word[i];
        bytes memory raw = legacy(fields(creates ? bytes("") : recipient(), shortest, data));
        require(oracle.getL1Fee(raw) <= oracle.getL1FeeUpperBound(raw.length), "above the bound");
    }

    /// Noise is the worst case: its bytes are looked up one by one.
    function test_aByteOfDataTakesFewHundredGas() public view {
        bytes memory noise = new bytes(16_000);
        for (uint256 i = 0; i < noise.length; i += 32) {
            bytes32 word = keccak256(abi.encode(i));
            assembly {
                mstore(add(add(noise, 32), i), word)
            }
        }
        bytes memory raw = legacy(fields(recipient(), "", noise));
        uint256 before = gasleft();
        uint256 share = oracle.batchShare(raw);
        uint256 gas = before - gasleft();
        require(gas < 16_000 * 450, "gas");
        equal(share, SMALL + 2 + 16_000 - 3, "share");
    }
}
