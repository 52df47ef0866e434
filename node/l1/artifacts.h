// Compiled contracts from the program's own resources (resources/contracts/*.json).
#pragma once

#include <QJsonArray>
#include <QString>
#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::l1 {

/// A compiled contract.
struct Artifact {
    QString name;
    QJsonArray abi;
    Bytes bytecode;  ///< creation code
};

/// Contracts that the program carries, L1's in order of deployment first.
const std::vector<QString>& artifactNames();

/// One of artifactNames(); a resource that is missing is a bug of the build.
const Artifact& artifact(const QString& name);
inline const Artifact& artifact(const char* name) {
    return artifact(QString::fromLatin1(name));
}

}  // namespace rollscope::l1
