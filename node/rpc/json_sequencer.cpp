#include "node/rpc/json_sequencer.h"

#include "node/rpc/json_read.h"

namespace rollscope::rpc {
namespace {

QJsonValue orNull(const std::optional<api::BlockProgress>& progress) {
    return progress ? QJsonValue(progressJson(*progress)) : QJsonValue::Null;
}

QJsonValue orNull(const std::optional<std::uint64_t>& number) {
    return number ? QJsonValue(quantity(*number)) : QJsonValue::Null;
}

}  // namespace

QJsonObject progressJson(const api::BlockProgress& progress) {
    QJsonArray stages;
    for (const api::BlockStageView& stage : progress.stages) stages.append(stageJson(stage));
    return {{QStringLiteral("number"), quantity(progress.number)},
            {QStringLiteral("stages"), stages},
            {QStringLiteral("taken"), quantity(progress.taken)},
            {QStringLiteral("chosen"), quantity(progress.chosen)},
            {QStringLiteral("executed"), quantity(progress.executed)},
            {QStringLiteral("included"), quantity(progress.included)},
            {QStringLiteral("messages"), quantity(progress.messages)},
            {QStringLiteral("gasUsed"), quantity(progress.gasUsed)}};
}

QJsonObject trailJson(const api::TxTrail& trail) {
    QJsonArray answers;
    for (const api::StatusAnswer& each : trail.answers) {
        answers.append(QJsonObject{{QStringLiteral("status"), wordOf(each.status)},
                                   {QStringLiteral("atMs"), quantity(each.atMs)}});
    }
    return {{QStringLiteral("receivedMs"), orNull(trail.receivedMs)},
            {QStringLiteral("blockNumber"), orNull(trail.block)},
            {QStringLiteral("sealedMs"), orNull(trail.sealedMs)},
            {QStringLiteral("answers"), answers},
            {QStringLiteral("gap"), trail.gap}};
}

QJsonObject stageJson(const api::BlockStageView& stage) {
    return {{QStringLiteral("stage"), wordOf(stage.stage)},
            {QStringLiteral("done"), stage.done},
            {QStringLiteral("durationUs"), quantity(stage.durationUs)},
            {QStringLiteral("doneAtMs"), quantity(stage.doneAtMs)}};
}

QJsonObject sequencerJson(const api::SequencerView& sequencer) {
    const api::SequencerPolicy& policy = sequencer.policy;
    return {{QStringLiteral("running"), sequencer.running},
            {QStringLiteral("mode"), wordOf(sequencer.mode)},
            {QStringLiteral("nextStage"), wordOf(sequencer.next)},
            {QStringLiteral("nextBlock"), quantity(sequencer.nextNumber)},
            {QStringLiteral("nextBlockAtMs"), quantity(sequencer.nextBlockAtMs)},
            {QStringLiteral("making"), orNull(sequencer.making)},
            {QStringLiteral("last"), orNull(sequencer.last)},
            {QStringLiteral("policy"),
             QJsonObject{{QStringLiteral("blockTimeMs"), quantity(policy.blockTimeMs)},
                         {QStringLiteral("gasLimit"), quantity(policy.gasLimit)},
                         {QStringLiteral("ordering"), wordOf(policy.ordering)}}}};
}

Result<api::SequencerPolicy> readPolicy(const QJsonValue& value,
                                        const api::SequencerPolicy& present) {
    if (!value.isObject()) return fail(ErrorCode::invalidParams, "policy: must be an object");
    api::SequencerPolicy policy = present;
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (field.key() == u"blockTimeMs") {
            const auto time = readLooseNumber(*field, "blockTimeMs");
            if (!time) return failFrom(time);
            policy.blockTimeMs = *time;
        } else if (field.key() == u"gasLimit") {
            const auto gas = readLooseNumber(*field, "gasLimit");
            if (!gas) return failFrom(gas);
            policy.gasLimit = *gas;
        } else if (field.key() == u"ordering") {
            const QString word = field->toString();
            if (word != wordOf(api::TxOrdering::byTip) &&
                word != wordOf(api::TxOrdering::firstCome)) {
                return fail(ErrorCode::invalidParams, "ordering: must be byTip or firstCome");
            }
            policy.ordering = word == wordOf(api::TxOrdering::byTip) ? api::TxOrdering::byTip
                                                                     : api::TxOrdering::firstCome;
        } else {
            return fail(ErrorCode::invalidParams,
                        "policy: no field " + field.key().left(40).toStdString());
        }
    }
    return policy;
}

}  // namespace rollscope::rpc
