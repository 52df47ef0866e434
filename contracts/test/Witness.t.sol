// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {L2Bridge} from "../src/l2/L2Bridge.sol";
import {PortalWorld} from "./PortalWorld.sol";

/// The signature that lets L2Bridge burn: of one burn, of one signer, once, until its deadline, on this chain.
contract WitnessTest is PortalWorld {
    function setUp() public override {
        super.setUp();
        fund(portal, carol, 10 ether);
    }

    function refuse(Exit memory exit, bytes memory signature, bytes memory refusal) private {
        vm.expectRevert(refusal);
        l2Bridge.exitToL1(
            exit.token, exit.from, exit.recipient, exit.amount, exit.nonce, exit.deadline, signature
        );
    }

    function wrongSigner(address from) private pure returns (bytes memory) {
        return abi.encodeWithSelector(L2Bridge.WrongSigner.selector, from);
    }

    function test_theDigestIsEip712s() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Rollscope L2Bridge"),
                keccak256("1"),
                block.chainid,
                address(l2Bridge)
            )
        );
        bytes32 body = keccak256(
            abi.encode(
                keccak256(
                    "BurnAuthorization(address token,address from,address recipient,uint256 amount,uint256 nonce,uint256 deadline)"
                ),
                address(portalToken),
                carol,
                bob,
                uint256(1),
                uint256(2),
                uint256(3)
            )
        );
        require(
            l2Bridge.burnDigest(address(portalToken), carol, bob, 1, 2, 3)
                == keccak256(abi.encodePacked(hex"1901", domain, body)),
            "digest"
        );
    }

    function test_itServesOnce() public {
        Exit memory exit = exitOf(bob, 1 ether, 5);
        bytes memory signature = signed(exit, CAROL_KEY);
        vm.prank(bob, bob); // whoever brings it
        bring(exit, signature);
        bytes memory spent = abi.encodeWithSelector(L2Bridge.WitnessAlreadySpent.selector, carol, 5);
        refuse(exit, signature, spent);
        exit.amount = 2 ether; // nor does another of the same number
        refuse(exit, signed(exit, CAROL_KEY), spent);
        exit.nonce = 0; // in no order
        bring(exit, signed(exit, CAROL_KEY));
        equal(portalToken.balanceOf(carol), 7 ether, "burned");
    }

    function test_itExpires() public {
        Exit memory exit = exitOf(bob, 1 ether, 0);
        exit.deadline = block.timestamp;
        bytes memory signature = signed(exit, CAROL_KEY);
        vm.warp(block.timestamp + 1);
        refuse(exit, signature, abi.encodeWithSelector(L2Bridge.WitnessExpired.selector, exit.deadline));
        vm.warp(block.timestamp - 1);
        bring(exit, signature);
    }

    function testFuzz_itServesForNothingElse(uint8 which, uint256 noise, uint256 otherKey) public {
        Exit memory exit = exitOf(bob, 1 ether, 0);
        bytes memory signature = signed(exit, CAROL_KEY);
        otherKey = 1 + otherKey % 1e30;
        vm.assume(otherKey != CAROL_KEY);
        refuse(exit, signed(exit, otherKey), wrongSigner(carol));
        which = which % 5;
        address person = address(uint160(noise | 1));
        vm.assume(person != bob && person != carol && person.code.length == 0);
        if (which == 0) exit.recipient = person;
        if (which == 1) exit.amount = 1 ether + 1 + noise % 1 ether;
        if (which == 2) exit.nonce = noise | 1;
        if (which == 3) exit.deadline = FAR + 1 + noise % FAR;
        if (which == 4) exit.from = person;
        refuse(exit, signature, wrongSigner(exit.from));
    }

    function test_noOtherFormOfTheSignatureServes() public {
        Exit memory exit = exitOf(bob, 1 ether, 0);
        bytes32 digest =
            l2Bridge.burnDigest(exit.token, exit.from, exit.recipient, exit.amount, exit.nonce, exit.deadline);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CAROL_KEY, digest);
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        refuse(exit, abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? 28 : 27), wrongSigner(carol));
        refuse(exit, "", wrongSigner(carol));
        refuse(exit, abi.encodePacked(r, s), wrongSigner(carol));
        refuse(exit, abi.encodePacked(r, s, v, uint8(0)), wrongSigner(carol));
    }

    function test_itServesOnThisChainOnly() public {
        Exit memory exit = exitOf(bob, 1 ether, 0);
        bytes memory signature = signed(exit, CAROL_KEY);
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        refuse(exit, signature, wrongSigner(carol));
        vm.chainId(chain);
        bring(exit, signature);
    }

    function test_moreThanIsHeldOrNothingIsRefused() public {
        Exit memory exit = exitOf(bob, 10 ether + 1, 0);
        refuse(
            exit,
            signed(exit, CAROL_KEY),
            abi.encodeWithSignature(
                "ERC20InsufficientBalance(address,uint256,uint256)", carol, 10 ether, 10 ether + 1
            )
        );
        require(!l2Bridge.isWitnessSpent(carol, 0), "not spent");
        exit.amount = 0;
        refuse(exit, signed(exit, CAROL_KEY), abi.encodeWithSelector(L2Bridge.ZeroAmount.selector));
        (exit.amount, exit.recipient) = (1, address(0));
        refuse(exit, signed(exit, CAROL_KEY), abi.encodeWithSelector(L2Bridge.ZeroRecipient.selector));
    }

    function test_aContractsWalletWitnessesToo() public {
        Wallet wallet = new Wallet(carol);
        vm.prank(carol, carol);
        portalToken.transfer(address(wallet), 3 ether);
        Exit memory exit = Exit(address(portalToken), address(wallet), bob, 3 ether, 0, FAR);
        refuse(exit, hex"00", wrongSigner(address(wallet)));
        bring(exit, signed(exit, CAROL_KEY));
        equal(portalToken.balanceOf(address(wallet)), 0, "burned");
    }
}

/// A wallet of ERC-1271 with one owner.
contract Wallet {
    address private immutable owner;

    constructor(address owner_) {
        owner = owner_;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (signature.length != 65) return 0;
        address signer =
            ecrecover(hash, uint8(signature[64]), bytes32(signature[:32]), bytes32(signature[32:64]));
        return signer == owner ? this.isValidSignature.selector : bytes4(0);
    }
}
