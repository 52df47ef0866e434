// One function, event or error of an ABI in JSON, and its bytes in words.
//
// In: an entry as compilers write it, or a call's, log's or error's bytes. Out: names and values.
// Pure and total: an entry that cannot be read says why.
#pragma once

#include <QJsonValue>

#include "node/api/views.h"
#include "node/l1/abi.h"

namespace rollscope::l1 {

/// An input or output.
struct AbiArgument {
    QString name;
    QString typeText;  ///< with tuples written out: "(uint256,address)[]"
    AbiType type;
    bool indexed = false;
};

struct AbiEntry {
    /// other: constructor, fallback and receive, which nothing names.
    enum class Kind : std::uint8_t { function, event, error, other };
    Kind kind = Kind::other;
    QString contract;
    QString name;
    std::vector<AbiArgument> inputs;
    std::vector<AbiArgument> outputs;
    bool anonymous = false;  ///< an event without its topic
    Hash hash;               ///< keccak of "name(type,type)"
};

/// "function transfer: argument 2: …" in an invalidAbi when it is none.
Result<AbiEntry> readAbiEntry(const QJsonValue& json);

/// Values by name; none when the bytes are not of these types.
std::optional<std::vector<api::NamedValue>> decodeValues(const std::vector<AbiArgument>& arguments,
                                                         BytesView data);
/// An event's arguments in their order, from topics and data.
std::optional<std::vector<api::NamedValue>> decodeEvent(const AbiEntry& event,
                                                        const types::Log& log);

}  // namespace rollscope::l1
