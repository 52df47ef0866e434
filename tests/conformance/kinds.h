// The kinds of test vectors, each a function over one file's JSON.
#pragma once

#include "runner.h"

namespace rollscope::conformance {

/// GeneralStateTests: one transaction on a given state must give the known root and logs.
void stateFile(const QString& name, const QJsonValue& cases, FileResult& result);

/// BlockchainTests: blocks imported one after another, invalid ones refused.
void blockFile(const QString& name, const QJsonValue& cases, FileResult& result);

/// go-ethereum's vectors of precompiled contracts, and of two-operand instructions.
void precompileFile(const QString& name, const QJsonValue& cases, FileResult& result);

/// RLP, tries, ABI, transactions, keys and hashes, from ethereum/tests and ethers.
void primitiveFile(const QString& name, const QJsonValue& cases, FileResult& result);

/// go-ethereum's vectors of callTracer and prestateTracer.
void traceFile(const QString& name, const QJsonValue& cases, FileResult& result);

}  // namespace rollscope::conformance
