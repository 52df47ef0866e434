#include "node/embedded/slot_names.h"

#include <QStringList>
#include <array>

#include "node/core/crypto/keccak.h"

namespace rollscope::embedded {

namespace {

enum class Shape : std::uint8_t { value, mapping, array, mappingOfArrays, tree };

/// A state variable, as the compiler's storage layout has it.
struct Variable {
    const char* contract;
    std::uint64_t slot;
    const char* name;
    Shape shape = Shape::value;
    const char* fields = "";  ///< of an array's elements, one a slot
};

constexpr const char* batchFields = "batchHash,position";
constexpr const char* assertionFields = "claim,stateRoot,outboxRoot,asserter";
constexpr const char* provenFields = "root,leaf,batchIndex,l1Token,l2Token,recipient,amount";

constexpr std::array variables{
    Variable{"Inbox", 0, "tree", Shape::tree},
    Variable{"Inbox", 34, "entries", Shape::array, "leaf,root,timestamp"},
    Variable{"Inbox", 35, "gasBlock, gasUsed"},
    Variable{"Rollup", 0, "bondBalance", Shape::mapping},
    Variable{"Rollup", 1, "batches", Shape::array, batchFields},
    Variable{"Rollup", 2, "batchIndexOf", Shape::mapping},
    Variable{"Rollup", 3, "assertions", Shape::mappingOfArrays, assertionFields},
    Variable{"Rollup", 4, "ordinalOf", Shape::mapping},
    Variable{"Rollup", 5, "isTransition", Shape::mapping},
    Variable{"Rollup", 6, "finalizedBatch"},
    Variable{"Rollup", 7, "lastSequencerPost"},
    Variable{"Rollup", 8, "provenOrdinal", Shape::mapping},
    Variable{"Outbox", 0, "isAsserted", Shape::mapping},
    Variable{"Outbox", 1, "finalRoot", Shape::mapping},
    Variable{"Outbox", 2, "consumed", Shape::mapping},
    Variable{"L1Bridge", 0, "reentrancy status"},
    Variable{"L1Bridge", 1, "deposited", Shape::mapping},
    Variable{"L1Bridge", 2, "proven", Shape::mappingOfArrays, provenFields},
    Variable{"L1Token", 0, "balances", Shape::mapping},
    Variable{"L1Token", 1, "allowances", Shape::mapping},
    Variable{"L1Token", 2, "totalSupply"},
    Variable{"L1Token", 3, "name"},
    Variable{"L1Token", 4, "symbol"},
    Variable{"TokenPortal", 0, "reentrancy status"},
    Variable{"TokenPortal", 1, "deposited"},
    Variable{"AttestationVerifier", 2, "verifiers", Shape::array},
    Variable{"AttestationVerifier", 3, "isVerifier", Shape::mapping},
    Variable{"L1Info", 0, "number, timestamp, inboxCount"},
    Variable{"L1Info", 1, "baseFee"},
    Variable{"L2Inbox", 0, "nextIndex"},
    Variable{"L2Inbox", 1, "queue", Shape::array},
    Variable{"L2Outbox", 0, "outbound", Shape::tree},
    Variable{"L2Outbox", 34, "inbound", Shape::tree},
    Variable{"L2Outbox", 68, "isKnownInboundRoot", Shape::mapping},
    Variable{"L2Outbox", 69, "consumed", Shape::mapping},
    Variable{"L2Bridge", 2, "isWitnessSpent", Shape::mapping},
    Variable{"L2Token", 0, "balances", Shape::mapping},
    Variable{"L2Token", 1, "allowances", Shape::mapping},
    Variable{"L2Token", 2, "totalSupply"},
    Variable{"L2Token", 3, "name"},
    Variable{"L2Token", 4, "symbol"},
    Variable{"L2Token", 5, "pendingOf", Shape::mapping},
    Variable{"L2Token", 6, "totalPending"},
};

constexpr std::uint64_t treeSlots = 34;
constexpr std::uint64_t mostElements = 1 << 20;
constexpr int deepest = 4;

struct Place {
    QString text;
    const Variable* variable = nullptr;
    bool element = false;  ///< inside an array, not its length
};

/// Finds the way from a slot back to its variable.
class Finder {
public:
    Finder(const QString& contract, const SlotPreimages& preimages, const ContractNames& people)
        : m_contract(contract), m_preimages(preimages), m_people(people) {}

    std::optional<Place> place(const U256& slot, int depth = 0) const {
        if (auto named = variableAt(slot)) return named;
        if (depth == deepest) return std::nullopt;
        if (auto element = fixedArrayAt(slot)) return element;
        auto next = m_preimages.upper_bound(slot);
        if (next == m_preimages.begin()) return std::nullopt;
        const auto& [hash, preimage] = *std::prev(next);
        const U256 offset = slot - hash;
        if (offset > U256{mostElements}) return std::nullopt;
        auto parent = place(preimage.base, depth + 1);
        if (!parent) return std::nullopt;
        if (!preimage.key) return elementOf(std::move(*parent), offset.low());
        parent->text += QStringLiteral("[%1]").arg(keyText(*preimage.key));
        if (!offset.isZero()) parent->text += QStringLiteral("+%1").arg(offset.low());
        return parent;
    }

private:
    bool own(const Variable& variable) const {
        // both pairs of the demo token run the same code
        const bool pair = m_contract == QLatin1String("L2PortalToken");
        return (pair ? QStringLiteral("L2Token") : m_contract) == QLatin1String(variable.contract);
    }

    std::optional<Place> variableAt(const U256& slot) const {
        for (const Variable& variable : variables) {
            const std::uint64_t span = variable.shape == Shape::tree ? treeSlots : 1;
            if (!own(variable) || !slot.fitsU64() || slot.low() < variable.slot ||
                slot.low() >= variable.slot + span) {
                continue;
            }
            Place found{QString::fromLatin1(variable.name), &variable};
            if (variable.shape == Shape::tree) {
                const std::uint64_t part = slot.low() - variable.slot;
                found.text += part == 0   ? QStringLiteral(".root")
                              : part == 1 ? QStringLiteral(".count")
                                          : QStringLiteral(".frontier[%1]").arg(part - 2);
            }
            return found;
        }
        return std::nullopt;
    }

    /// Compilers hash an array's constant slot themselves, so no execution shows it.
    std::optional<Place> fixedArrayAt(const U256& slot) const {
        for (const Variable& variable : variables) {
            if (!own(variable) || variable.shape != Shape::array) continue;
            const U256 start = toU256(crypto::keccak256(toHash(U256{variable.slot}).view()));
            if (slot < start || slot - start > U256{mostElements}) continue;
            return elementOf({QString::fromLatin1(variable.name), &variable}, (slot - start).low());
        }
        return std::nullopt;
    }

    static Place elementOf(Place array, std::uint64_t offset) {
        const QStringList fields =
            QString::fromLatin1(array.variable->fields).split(QLatin1Char(','));
        const auto size = static_cast<std::uint64_t>(fields.size());
        array.text += QStringLiteral("[%1]").arg(offset / size);
        if (size > 1) {
            array.text += QLatin1Char('.') + fields[static_cast<qsizetype>(offset % size)];
        }
        array.element = true;
        return array;
    }

    QString keyText(const U256& key) const {
        if (key.fitsU64()) return QString::number(key.low());
        const bool address = key.byteLength() <= 20;
        if (address) {
            const auto person = m_people.find(toAddress(key));
            if (person != m_people.end()) return person->second;
        }
        const QString hex = QString::fromStdString(address ? toHex(toAddress(key).view())
                                                           : toHex(toHash(key).view()));
        return hex.left(6) + QChar(0x2026) + hex.right(4);
    }

    const QString& m_contract;
    const SlotPreimages& m_preimages;
    const ContractNames& m_people;
};

}  // namespace

QString slotName(const QString& contract, const U256& slot, const SlotPreimages& preimages,
                 const ContractNames& people) {
    const auto place = Finder(contract, preimages, people).place(slot);
    if (!place) return {};
    const Shape shape = place->variable->shape;
    const bool array = shape == Shape::array || shape == Shape::mappingOfArrays;
    return array && !place->element ? place->text + QStringLiteral(".length") : place->text;
}

}  // namespace rollscope::embedded
