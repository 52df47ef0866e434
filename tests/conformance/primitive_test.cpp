#include "fixture.h"
#include "kinds.h"
#include "primitives.h"

namespace rollscope::conformance {

namespace {

using Check = std::string (*)(const QJsonObject&);

std::string plainTrie(const QJsonObject& test) {
    return checkTrie(test, false);
}
std::string secureTrie(const QJsonObject& test) {
    return checkTrie(test, true);
}

/// What checks the cases of a file whose path has this in it. The first row that fits counts.
struct Row {
    const char* path;
    Check check;
};

constexpr Row rows[] = {
    {"transactiontests", checkTransaction},
    {"txtest", checkOldTransaction},
    {"typed-transactions", checkTypedTransaction},
    {"transactions", checkLegacyTransaction},
    {"securetrie", secureTrie},
    {"trie", plainTrie},
    {"rlp-coder", checkRlpCoder},
    {"rlp", checkRlp},
    {"hexencode", checkHexPrefix},
    {"basic_genesis", checkGenesis},
    {"keyaddr", checkKeyAddress},
    {"crypto.json", checkCipher},
    {"abi2", checkAbiCoder},
    {"abi", checkAbi},
    {"contract-events", checkEvent},
    {"contract-signatures", checkSignature},
    {"solidity-hashes", checkPacked},
    {"accounts", checkAccount},
    {"hdnode", checkKeyTree},
    {"namehash", checkNameHash},
    {"nameprep", checkNamePrep},
    {"eip712", checkTypedData},
    {"bignumber", checkBigNumber},
    {"units", checkUnits},
    {"hashes.json", checkHashes},
};

std::string nameOf(const QJsonObject& test, qsizetype index) {
    for (const char* key : {"name", "testcase", "test", "comment"}) {
        const QString name = test[QLatin1String(key)].toString();
        if (!name.isEmpty()) return name.toStdString();
    }
    return std::to_string(index);
}

}  // namespace

std::string same(BytesView got, BytesView expected) {
    if (std::equal(got.begin(), got.end(), expected.begin(), expected.end())) return {};
    return "got " + toHex(got);
}

void primitiveFile(const QString& name, const QJsonValue& cases, FileResult& result) {
    if (name.contains(QLatin1String("genesishashes"))) {
        result.outside = 1;
        result.whyOutside = "the vector names a root without its accounts";
        return;
    }
    Check check = nullptr;
    for (const Row& row : rows) {
        if (check == nullptr && name.toLower().contains(QLatin1String(row.path))) check = row.check;
    }
    if (check == nullptr) {
        result.failures.push_back("a kind of vector that is not known");
        return;
    }
    const QJsonArray list = cases.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        result.count(nameOf(list[i].toObject(), i), check(list[i].toObject()));
    }
    const QJsonObject tests = cases.toObject();
    for (auto it = tests.begin(); it != tests.end(); ++it) {
        result.count(it.key().toStdString(), check(it.value().toObject()));
    }
}

}  // namespace rollscope::conformance
