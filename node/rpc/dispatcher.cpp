#include "node/rpc/dispatcher.h"

#include <QHash>
#include <QJsonDocument>

namespace rollscope::rpc {
namespace {

QByteArray toBytes(const QJsonObject& object) {
    return QJsonDocument{object}.toJson(QJsonDocument::Compact);
}

/// The answers of a batch, in the order of its requests.
struct Batch {
    std::vector<std::optional<QJsonObject>> answers;
    std::size_t waiting = 0;
    std::function<void(QByteArray)> done;

    void finishOne() {
        if (--waiting > 0) return;
        QJsonArray list;
        for (auto& answer : answers) {
            if (answer) list.append(*answer);
        }
        done(list.isEmpty() ? QByteArray{} : QJsonDocument{list}.toJson(QJsonDocument::Compact));
    }
};

}  // namespace

const Method* methodNamed(const QString& name) {
    static const QHash<QString, const Method*> byName = [] {
        QHash<QString, const Method*> result;
        for (const auto rows :
             {chainMethods(), stateMethods(), logMethods(), rollupMethods(), messageMethods(),
              batchMethods(), devnetMethods(), debugMethods()}) {
            for (const Method& row : rows) result.insert(QString::fromLatin1(row.name), &row);
        }
        return result;
    }();
    return byName.value(name, nullptr);
}

Dispatcher::Dispatcher(api::Node& node, const ServerOptions& options)
    : m_feed(node, options.layer),
      m_filters(m_feed, options.filterTimeoutMs),
      m_context{this, node, options.layer, options, m_feed, m_filters, std::nullopt} {}

void Dispatcher::run(const Call& call, Subscriber* subscriber,
                     std::function<void(QJsonObject)> done) {
    Reply reply = [id = call.id, done = std::move(done)](Result<QJsonValue> result) {
        done(result ? resultAnswer(id, *result) : errorAnswer(id, result.error()));
    };
    if (call.error) return reply(tl::make_unexpected(*call.error));
    const Method* method = methodNamed(call.method);
    if (method == nullptr) {
        return reply(fail(ErrorCode::methodNotFound, call.method.left(100).toStdString()));
    }
    if (call.params.size() > method->maxParams) {
        return reply(fail(ErrorCode::invalidParams,
                          "too many: at most " + std::to_string(method->maxParams)));
    }
    method->handler(Ask{m_context, call.params, subscriber}, std::move(reply));
}

void Dispatcher::handle(const QByteArray& body, Subscriber* subscriber,
                        std::function<void(QByteArray)> done) {
    const auto frame = readFrame(body, m_context.options.maxBatchRequests);
    if (!frame) return done(toBytes(errorAnswer(QJsonValue::Null, frame.error())));
    if (!frame->batch) {
        const Call& call = frame->calls.front();
        run(call, subscriber,
            [silent = call.notification, done = std::move(done)](const QJsonObject& answer) {
                done(silent ? QByteArray{} : toBytes(answer));
            });
        return;
    }
    auto batch = std::make_shared<Batch>();
    batch->answers.resize(frame->calls.size());
    // One more than there are, so that quick answers cannot end the batch while it is being read.
    batch->waiting = frame->calls.size() + 1;
    batch->done = std::move(done);
    for (std::size_t i = 0; i < frame->calls.size(); ++i) {
        run(frame->calls[i], subscriber,
            [batch, i, silent = frame->calls[i].notification](QJsonObject answer) {
                if (!silent) batch->answers[i] = std::move(answer);
                batch->finishOne();
            });
    }
    batch->finishOne();
}

}  // namespace rollscope::rpc
