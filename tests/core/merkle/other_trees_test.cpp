// The tree code under another rollup's rule: Aztec's trees, node = 0x00 ‖ 31 bytes of SHA-256.
#include <QCryptographicHash>

#include "node/core/merkle/stored_tree.h"
#include "tests/core/base/vectors.h"

namespace rollscope::merkle {
namespace {

Hash sha256ToField(const Hash& left, const Hash& right) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Hash& side : {left, right}) {
        hash.addData(QByteArray(reinterpret_cast<const char*>(side.view().data()), 32));
    }
    const QByteArray digest = hash.result();
    Hash field;
    std::copy(digest.begin(), digest.begin() + 31, field.bytes.begin() + 1);
    return field;
}

Hash hashOf(const QJsonValue& value) {
    return hashFromHex(value.toString().toStdString()).value();
}

std::vector<Hash> hashesOf(const QJsonValue& list) {
    std::vector<Hash> hashes;
    for (const QJsonValue each : list.toArray()) hashes.push_back(hashOf(each));
    return hashes;
}

QJsonArray casesOf(const char* file) {
    return vectors::read(vectors::folder("aztec-trees/dev") + u'/' + QLatin1String(file)).array();
}

TEST(OtherTrees, aztecsFrontiersHaveTheirRoots) {
    const QJsonArray cases = casesOf("frontier.json");
    if (cases.isEmpty()) GTEST_SKIP() << "no shared data: aztec-trees/dev/frontier.json";
    for (const QJsonValue each : cases) {
        const TreeRule rule{static_cast<unsigned>(each[QStringLiteral("height")].toInt()),
                            sha256ToField};
        const auto leaves = hashesOf(each[QStringLiteral("leaves")]);
        const Hash root = hashOf(each[QStringLiteral("root")]);
        const std::string name = each[QStringLiteral("name")].toString().toStdString();
        MessageTree frontier{rule};
        MemoryLevels levels;
        StoredMessageTree stored{levels, 0, rule};
        for (const Hash& leaf : leaves) {
            frontier.append(leaf);
            stored.append(leaf);
        }
        EXPECT_EQ(frontier.root(), root) << name;
        EXPECT_EQ(stored.root(), root) << name;
        EXPECT_EQ(rootAt(leaves, rule), root) << name;
        for (std::uint64_t i = 0; i < leaves.size(); ++i) {
            const auto path = stored.pathOf(i, leaves.size());
            ASSERT_TRUE(verifyPath(leaves[i], i, path, root, rule)) << name << ", leaf " << i;
        }
    }
}

TEST(OtherTrees, aztecsPathsAreTakenAndRefused) {
    const QJsonArray cases = casesOf("paths.json");
    if (cases.isEmpty()) GTEST_SKIP() << "no shared data: aztec-trees/dev/paths.json";
    for (const QJsonValue each : cases) {
        const auto path = hashesOf(each[QStringLiteral("path")]);
        const TreeRule rule{static_cast<unsigned>(path.size()), sha256ToField};
        const auto index = static_cast<std::uint64_t>(each[QStringLiteral("index")].toDouble());
        EXPECT_EQ(verifyPath(hashOf(each[QStringLiteral("leaf")]), index, path,
                             hashOf(each[QStringLiteral("root")]), rule),
                  each[QStringLiteral("valid")].toBool())
            << each[QStringLiteral("name")].toString().toStdString();
    }
}

}  // namespace
}  // namespace rollscope::merkle
