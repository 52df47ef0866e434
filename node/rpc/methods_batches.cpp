// rollup_…: a batch byte by byte, the batcher's policy, the L1 data fee. Served on both ports.
#include <algorithm>

#include "node/rpc/context.h"
#include "node/rpc/json_rollup.h"

namespace rollscope::rpc {
namespace {

/// [index, {of, offset, limit, transaction}].
Result<api::DecodingRequest> readDecodingRequest(const QJsonValue& value) {
    api::DecodingRequest request;
    if (value.isUndefined() || value.isNull()) return request;
    if (!value.isObject()) return fail(ErrorCode::invalidParams, "range: must be an object");
    const QJsonObject object = value.toObject();
    const QString of = object[u"of"].toString(QStringLiteral("columns"));
    const auto known = {api::BatchBytes::calldata, api::BatchBytes::columns,
                        api::BatchBytes::stream};
    const auto wanted = std::find_if(known.begin(), known.end(),
                                     [&](api::BatchBytes each) { return api::wordOf(each) == of; });
    if (wanted == known.end()) {
        return fail(ErrorCode::invalidParams, "of: must be calldata, stream or columns");
    }
    request.of = *wanted;
    for (const auto& [name, place] :
         {std::pair{"part", &request.part}, std::pair{"unpacked", &request.unpacked}}) {
        const QJsonValue at = object[QLatin1String(name)];
        if (at.isUndefined()) continue;
        const auto number = readLooseNumber(at, name);
        if (!number) return failFrom(number);
        *place = *number;
    }
    if (object.contains(u"offset")) {
        const auto offset = readLooseNumber(object[u"offset"], "offset");
        if (!offset) return failFrom(offset);
        request.offset = *offset;
    }
    if (object.contains(u"limit")) {
        const auto limit = readLooseNumber(object[u"limit"], "limit");
        if (!limit) return failFrom(limit);
        request.limit = static_cast<std::uint32_t>(std::min<std::uint64_t>(*limit, 1U << 31));
    }
    if (object.contains(u"transaction")) {
        const auto transaction = readLooseNumber(object[u"transaction"], "transaction");
        if (!transaction) return failFrom(transaction);
        request.transaction =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(*transaction, ~std::uint32_t{0}));
    }
    return request;
}

QJsonObject fieldJson(const api::BatchField& field) {
    QJsonObject object{{QStringLiteral("offset"), quantity(field.offset)},
                       {QStringLiteral("length"), quantity(field.length)},
                       {QStringLiteral("name"), field.name},
                       {QStringLiteral("value"), field.value},
                       {QStringLiteral("group"), api::wordOf(field.group)},
                       {QStringLiteral("link"), field.link}};
    if (field.block) object[u"block"] = quantity(*field.block);
    if (field.transaction) object[u"transaction"] = quantity(*field.transaction);
    if (const auto& part = field.part) {
        object[u"part"] = quantity(part->index);
        object[u"bit"] = quantity(part->bit);
        object[u"bits"] = quantity(part->bits);
        object[u"unpackedOffset"] = quantity(part->unpackedOffset);
        object[u"unpackedLength"] = quantity(part->unpackedLength);
        if (part->copiedFrom) object[u"copiedFrom"] = quantity(*part->copiedFrom);
    }
    return object;
}

QJsonObject decodingJson(const api::BatchDecoding& decoding) {
    QJsonArray sections;
    for (const auto& section : decoding.sections) {
        sections.append(QJsonObject{{QStringLiteral("name"), section.name},
                                    {QStringLiteral("group"), api::wordOf(section.group)},
                                    {QStringLiteral("offset"), quantity(section.offset)},
                                    {QStringLiteral("length"), quantity(section.length)}});
    }
    QJsonArray fields;
    for (const auto& field : decoding.fields) fields.append(fieldJson(field));
    QJsonObject object{{QStringLiteral("index"), quantity(decoding.index)},
                       {QStringLiteral("of"), api::wordOf(decoding.of)},
                       {QStringLiteral("total"), quantity(decoding.total)},
                       {QStringLiteral("offset"), quantity(decoding.offset)},
                       {QStringLiteral("bytes"), data(decoding.bytes)},
                       {QStringLiteral("sections"), sections},
                       {QStringLiteral("fields"), fields},
                       {QStringLiteral("blocks"), quantity(decoding.blocks)},
                       {QStringLiteral("transactions"), quantity(decoding.transactions)},
                       {QStringLiteral("problem"), decoding.problem}};
    if (decoding.of == api::BatchBytes::stream) object[u"parts"] = quantity(decoding.parts);
    return object;
}

void decodeBatch(const Ask& call, Reply reply) {
    const auto index = readLooseNumber(call.at(0), "index");
    if (!index) return reply(failFrom(index));
    const auto request = readDecodingRequest(call.at(1));
    if (!request) return reply(failFrom(request));
    answerOrNull(call.context, call.context.node.batchDecoding(*index, *request), reply,
                 decodingJson);
}

QJsonObject policyJson(const api::BatcherPolicy& policy) {
    return {{QStringLiteral("mode"), api::wordOf(policy.mode)},
            {QStringLiteral("maxBytes"), quantity(policy.maxBytes)},
            {QStringLiteral("maxAgeS"), quantity(policy.maxAgeS)},
            {QStringLiteral("resubmitAfterS"), quantity(policy.resubmitAfterS)},
            {QStringLiteral("maxFeePerGas"), policy.maxFeePerGas
                                                 ? QJsonValue(quantity(*policy.maxFeePerGas))
                                                 : QJsonValue(QJsonValue::Null)}};
}

void getBatcherPolicy(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.batcherPolicy(), reply, policyJson);
}

/// Lays the fields that are there over `policy`.
Result<api::BatcherPolicy> readPolicy(api::BatcherPolicy policy, const QJsonObject& object) {
    if (object.contains(u"mode")) {
        const auto mode = api::batchModeOf(object[u"mode"].toString());
        if (!mode) {
            return fail(ErrorCode::invalidParams, "mode: automatic, size, time or manual");
        }
        policy.mode = *mode;
    }
    struct Number {
        const char* name;
        std::uint64_t& value;
    };
    for (const Number& number :
         {Number{"maxBytes", policy.maxBytes}, Number{"maxAgeS", policy.maxAgeS},
          Number{"resubmitAfterS", policy.resubmitAfterS}}) {
        const QString name = QString::fromLatin1(number.name);
        if (!object.contains(name)) continue;
        const auto value = readLooseNumber(object[name], number.name);
        if (!value) return failFrom(value);
        number.value = *value;
    }
    if (object.contains(u"maxFeePerGas")) {
        policy.maxFeePerGas.reset();
        if (!object[u"maxFeePerGas"].isNull()) {
            const auto fee = readQuantity(object[u"maxFeePerGas"], "maxFeePerGas");
            if (!fee) return failFrom(fee);
            policy.maxFeePerGas = *fee;
        }
    }
    return policy;
}

/// [policy]: what is left out stays as it is; the policy from now on.
void setBatcherPolicy(const Ask& call, Reply reply) {
    if (!call.at(0).isObject()) {
        return reply(fail(ErrorCode::invalidParams, "policy: must be an object"));
    }
    Context& context = call.context;
    ask(context, context.node.batcherPolicy(), reply,
        [&context, reply, object = call.at(0).toObject()](api::BatcherPolicy now) {
            const auto policy = readPolicy(std::move(now), object);
            if (!policy) return reply(failFrom(policy));
            answer(context, context.node.setBatcherPolicy(*policy), reply,
                   [policy = *policy](api::Done) { return policyJson(policy); });
        });
}

void estimateL1Fee(const Ask& call, Reply reply) {
    auto request = readCallRequest(call.at(0));
    if (!request) return reply(failFrom(request));
    answer(call.context, call.context.node.estimateL1Fee(std::move(*request)), reply,
           [](const api::L1FeeView& fee) {
               return QJsonObject{{QStringLiteral("bytes"), quantity(fee.bytes)},
                                  {QStringLiteral("l1GasUsed"), quantity(fee.gasUsed)},
                                  {QStringLiteral("l1GasPrice"), quantity(fee.gasPrice)},
                                  {QStringLiteral("l1Fee"), quantity(fee.fee)}};
           });
}

constexpr Method table[] = {
    {"rollup_decodeBatch", decodeBatch, 2},
    {"rollup_getBatcherPolicy", getBatcherPolicy, 0},
    {"rollup_setBatcherPolicy", setBatcherPolicy, 1},
    {"rollup_estimateL1Fee", estimateL1Fee, 1},
};

}  // namespace

std::span<const Method> batchMethods() {
    return table;
}

}  // namespace rollscope::rpc
