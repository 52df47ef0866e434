// Checks of single cases of the small vectors; each answers what is wrong, empty for nothing.
#pragma once

#include <QJsonObject>
#include <string>

#include "node/core/base/u256.h"

namespace rollscope::conformance {

// primitive_forms.cpp: RLP, tries, hex prefixes, numbers
std::string checkRlp(const QJsonObject& test);       // ethereum/tests: in, out
std::string checkRlpCoder(const QJsonObject& test);  // ethers: decoded, encoded
std::string checkTrie(const QJsonObject& test, bool secure);
std::string checkHexPrefix(const QJsonObject& test);
std::string checkGenesis(const QJsonObject& test);
std::string checkBigNumber(const QJsonObject& test);
std::string checkUnits(const QJsonObject& test);

// primitive_transactions.cpp
std::string checkTransaction(const QJsonObject& test);        // ethereum/tests
std::string checkLegacyTransaction(const QJsonObject& test);  // ethers
std::string checkTypedTransaction(const QJsonObject& test);   // ethers
std::string checkOldTransaction(const QJsonObject& test);     // txtest.json

// primitive_keys.cpp: addresses, keys, hashes, names
std::string checkKeyAddress(const QJsonObject& test);
std::string checkAccount(const QJsonObject& test);
std::string checkKeyTree(const QJsonObject& test);
std::string checkHashes(const QJsonObject& test);
std::string checkNameHash(const QJsonObject& test);
std::string checkNamePrep(const QJsonObject& test);
std::string checkTypedData(const QJsonObject& test);
std::string checkCipher(const QJsonObject& test);

// primitive_abi.cpp
std::string checkAbi(const QJsonObject& test);        // ethereum/tests
std::string checkAbiCoder(const QJsonObject& test);   // ethers
std::string checkEvent(const QJsonObject& test);      // ethers
std::string checkSignature(const QJsonObject& test);  // ethers
std::string checkPacked(const QJsonObject& test);     // ethers

/// "expected X", unless the two are equal.
std::string same(BytesView got, BytesView expected);

}  // namespace rollscope::conformance
