#include <array>

#include "fixture.h"
#include "kinds.h"
#include "node/core/evm/opcodes.h"
#include "node/core/evm/precompiles.h"
#include "node/core/state/transition.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::conformance {

namespace {

/// A file's contract; `gas` is false where the figures are of an earlier fork.
struct Contract {
    const char* file;
    unsigned number;
    bool gas = true;
};

constexpr std::array contracts = {
    Contract{"ecrecover", 1}, Contract{"sha256", 2},           Contract{"ripemd160", 3},
    Contract{"identity", 4},  Contract{"modexp", 5, false},    Contract{"modexp_eip2565", 5},
    Contract{"bn256add", 6},  Contract{"bn256scalarmul", 7},   Contract{"bn256pairing", 8},
    Contract{"blake2f", 9},   Contract{"pointevaluation", 10},
};

struct Operation {
    const char* file;
    evm::Op op;
};

constexpr std::array operations = {
    Operation{"add", evm::OP_ADD},   Operation{"and", evm::OP_AND},
    Operation{"byte", evm::OP_BYTE}, Operation{"div", evm::OP_DIV},
    Operation{"eq", evm::OP_EQ},     Operation{"exp", evm::OP_EXP},
    Operation{"gt", evm::OP_GT},     Operation{"lt", evm::OP_LT},
    Operation{"mod", evm::OP_MOD},   Operation{"mul", evm::OP_MUL},
    Operation{"or", evm::OP_OR},     Operation{"sar", evm::OP_SAR},
    Operation{"sdiv", evm::OP_SDIV}, Operation{"sgt", evm::OP_SGT},
    Operation{"shl", evm::OP_SHL},   Operation{"shr", evm::OP_SHR},
    Operation{"slt", evm::OP_SLT},   Operation{"signext", evm::OP_SIGNEXTEND},
    Operation{"smod", evm::OP_SMOD}, Operation{"sub", evm::OP_SUB},
    Operation{"xor", evm::OP_XOR},
};

std::string checkContract(const Contract& contract, const QJsonObject& test) {
    constexpr std::int64_t plenty = std::int64_t{1} << 50;
    const Bytes input = bytesOf(test[QStringLiteral("Input")]);
    const auto& host = host::nativePrecompiles();
    if (test.contains(QStringLiteral("ExpectedError"))) {
        const auto result = evm::runPrecompile(contract.number, input, plenty, host);
        return result.ok() ? "succeeded" : std::string{};
    }
    const bool priced = contract.gas && test.contains(QStringLiteral("Gas"));
    const auto gas =
        priced ? static_cast<std::int64_t>(numberOf(test[QStringLiteral("Gas")])) : plenty;
    const auto result = evm::runPrecompile(contract.number, input, gas, host);
    if (!result.ok()) return "failed";
    if (result.output != bytesOf(test[QStringLiteral("Expected")])) {
        return "output " + toHex(result.output);
    }
    if (priced && result.gasLeft != 0) return std::to_string(result.gasLeft) + " gas left";
    return {};
}

/// PUSH32 X, PUSH32 Y, the instruction, and its result returned.
Bytes programOf(evm::Op op, BytesView x, BytesView y) {
    Bytes code{evm::OP_PUSH32};
    append(code, x);
    code.push_back(evm::OP_PUSH32);
    append(code, y);
    const Bytes rest{op, evm::OP_PUSH0, evm::OP_MSTORE, evm::OP_PUSH1,
                     32, evm::OP_PUSH0, evm::OP_RETURN};
    append(code, rest);
    return code;
}

std::string checkOperation(const Operation& operation, const QJsonObject& test) {
    const Bytes x = bytesOf(test[QStringLiteral("X")]);
    const Bytes y = bytesOf(test[QStringLiteral("Y")]);
    if (x.size() != 32 || y.size() != 32) return "operands are no words";
    const Bytes code = programOf(operation.op, x, y);
    state::StateDiff diff;
    state::Account account;
    account.codeHash = crypto::keccak256(code);
    diff.codes[account.codeHash] = std::make_shared<const Bytes>(code);
    state::CallMessage message;
    message.to = toAddress(U256{0x1000});
    diff.accounts[*message.to].account = account;
    const state::MemoryState empty;
    const state::OverlayView view(empty, diff);
    const auto outcome = state::callMessage(view, {}, message, host::nativePrecompiles());
    if (!outcome.success) return "failed: " + outcome.error.text();
    const Bytes expected = bytesOf(test[QStringLiteral("Expected")]);
    return outcome.output == expected ? std::string{} : "result " + toHex(outcome.output);
}

/// Runs `check` with the row of `table` that is the file's; false when there is none.
template <class Table, class Check>
bool runWith(const Table& table, const QString& file, const QJsonArray& cases, FileResult& result,
             Check check) {
    for (const auto& row : table) {
        if (file != QLatin1String(row.file)) continue;
        for (qsizetype i = 0; i < cases.size(); ++i) {
            const QJsonObject test = cases[i].toObject();
            const std::string name = test[QStringLiteral("Name")].toString().toStdString();
            result.count(std::to_string(i) + " " + name, check(row, test));
        }
        return true;
    }
    return false;
}

}  // namespace

void precompileFile(const QString& name, const QJsonValue& cases, FileResult& result) {
    QString file = name.section(QLatin1Char('/'), -1).toLower();
    file.chop(5);  // .json
    const QJsonArray list = cases.toArray();
    if (file.startsWith(QLatin1String("fail-"))) file.remove(0, 5);
    if (runWith(contracts, file, list, result, checkContract)) return;
    const QString operation = QString(file).remove(QStringLiteral("testcases_"));
    if (operation != file && runWith(operations, operation, list, result, checkOperation)) return;
    result.outside = static_cast<int>(list.size());
    result.whyOutside = "of no contract of Cancun (" + name.toStdString() + ")";
}

}  // namespace rollscope::conformance
