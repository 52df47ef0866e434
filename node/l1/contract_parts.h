// What the files that encode and read the rollup's contracts have in common.
#pragma once

#include <optional>

#include "node/core/types/receipt.h"
#include "node/l1/abi.h"
#include "node/l1/artifacts.h"

namespace rollscope::l1 {

/// Creation code of a shipped contract with its constructor's arguments.
inline Bytes creation(const char* name, const std::vector<AbiValue>& arguments) {
    Bytes code = artifact(name).bytecode;
    append(code, abiEncode(arguments));
    return code;
}

inline AbiValue number(std::uint64_t value) {
    return abi(U256{value});
}

inline AbiValue abiText(std::string_view words) {
    const BytesView view = asBytes(words);
    return abi(Bytes(view.begin(), view.end()));
}

/// The data of `log` when it is the event, with `indexed` topics after the first.
inline std::optional<std::vector<AbiValue>> eventData(const types::Log& log, const Hash& topic,
                                                      std::size_t indexed, std::string_view types) {
    if (log.topics.size() != indexed + 1 || log.topics[0] != topic) return std::nullopt;
    auto values = abiDecode(types, log.data);
    if (!values) return std::nullopt;
    return std::move(*values);
}

inline std::uint64_t topicNumber(const types::Log& log, std::size_t i) {
    return toU256(log.topics[i]).saturated();
}

inline Address topicAddress(const types::Log& log, std::size_t i) {
    return toAddress(toU256(log.topics[i]));
}

}  // namespace rollscope::l1
