// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IProofVerifier} from "../interfaces/IProofVerifier.sol";

/// Accepts a claim that enough named verifiers signed, each of which re-executed the batch from L1's data.
/// That is an attestation, as good as those who give it, and no proof of the computation.
contract AttestationVerifier is IProofVerifier, EIP712 {
    uint256 private constant SIGNATURE_BYTES = 65; // r ‖ s ‖ v
    bytes32 private constant ATTESTATION =
        keccak256("Attestation(address rollup,bytes32 batchHash,bytes32 claim)");

    address public immutable rollup;
    uint256 public immutable threshold;
    address[] private _verifiers;
    mapping(address signer => bool) public isVerifier;

    error BadThreshold(uint256 threshold, uint256 verifiers);
    error BadVerifier(address verifier);
    error MalformedAttestation(uint256 length);
    error TooFewSignatures(uint256 given, uint256 needed);
    error InvalidSignature(uint256 position);
    error NotAVerifier(address signer);
    error SignaturesNotAscending(address signer, address previous);

    /// `threshold_` signatures of the `verifiers_` are enough.
    constructor(address rollup_, address[] memory verifiers_, uint256 threshold_)
        EIP712("Rollscope Attestation", "1")
    {
        if (threshold_ == 0 || threshold_ > verifiers_.length) revert BadThreshold(threshold_, verifiers_.length);
        for (uint256 i = 0; i < verifiers_.length; ++i) {
            address verifier = verifiers_[i];
            if (verifier == address(0) || isVerifier[verifier]) revert BadVerifier(verifier);
            isVerifier[verifier] = true;
        }
        rollup = rollup_;
        threshold = threshold_;
        _verifiers = verifiers_;
    }

    /// `proof` is the signatures of `digest`, one after the other, in ascending order of their signers.
    function verify(bytes32 batchHash, bytes32 claim, bytes calldata proof) external view returns (bool) {
        uint256 count = proof.length / SIGNATURE_BYTES;
        if (count * SIGNATURE_BYTES != proof.length) revert MalformedAttestation(proof.length);
        if (count < threshold) revert TooFewSignatures(count, threshold);
        bytes32 signed = digest(batchHash, claim);
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            bytes calldata signature = proof[i * SIGNATURE_BYTES:(i + 1) * SIGNATURE_BYTES];
            (address signer, ECDSA.RecoverError problem,) = ECDSA.tryRecover(signed, signature);
            if (problem != ECDSA.RecoverError.NoError) revert InvalidSignature(i);
            if (!isVerifier[signer]) revert NotAVerifier(signer);
            if (signer <= previous) revert SignaturesNotAscending(signer, previous);
            previous = signer;
        }
        return true;
    }

    /// What a verifier signs: EIP-712, this chain and this contract.
    function digest(bytes32 batchHash, bytes32 claim) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ATTESTATION, rollup, batchHash, claim)));
    }

    /// Whose signatures count.
    function verifiers() external view returns (address[] memory) {
        return _verifiers;
    }
}
