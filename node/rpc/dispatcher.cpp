#include "node/rpc/dispatcher.h"

#include <QHash>
#include <QJsonDocument>
#include <utility>

namespace rollscope::rpc {
namespace {

QByteArray toBytes(const QJsonObject& object) {
    return QJsonDocument{object}.toJson(QJsonDocument::Compact);
}

QByteArray answerOf(const QJsonValue& id, const Result<JsonText>& result) {
    return result ? resultAnswer(id, *result) : toBytes(errorAnswer(id, result.error()));
}

/// The answers of a batch, in the order of its requests; empty for those that get none.
struct Batch {
    std::vector<QByteArray> answers;
    std::size_t waiting = 0;
    std::function<void(QByteArray)> done;

    void finish(std::size_t count = 1) {
        waiting -= count;
        if (waiting > 0) return;
        JsonWriter list(JsonWriter::Kind::list);
        bool any = false;
        for (const QByteArray& answer : answers) {
            if (answer.isEmpty()) continue;
            list.raw(answer);
            any = true;
        }
        done(any ? list.take() : QByteArray{});
    }
};

}  // namespace

const Method* methodNamed(const QString& name) {
    static const QHash<QString, const Method*> byName = [] {
        QHash<QString, const Method*> result;
        for (const auto rows : {chainMethods(), stateMethods(), logMethods(), rollupMethods(),
                                messageMethods(), sequencerMethods(), poolMethods(), demoMethods(),
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
      m_statuses(node),
      m_context{this, node, options.layer, options, m_feed, m_filters, std::nullopt} {}

void Dispatcher::run(const Call& call, Subscriber* subscriber,
                     std::function<void(QByteArray)> done) {
    Reply reply = [id = call.id, done = std::move(done)](const Result<JsonText>& result) {
        done(answerOf(id, result));
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
    if (method->many != nullptr) return gather(*method, call, std::move(reply));
    method->handler(Ask{m_context, call.params, subscriber}, std::move(reply));
}

/// Under load several sockets have a call each: one task and one event serve them all.
void Dispatcher::gather(const Method& method, const Call& call, Reply reply) {
    if (m_gathered.empty()) {
        QMetaObject::invokeMethod(this, &Dispatcher::runGathered, Qt::QueuedConnection);
    }
    Gathered& of = m_gathered[&method];
    of.asks.push_back({m_context, call.params, nullptr});
    of.replies.push_back(std::move(reply));
}

void Dispatcher::runGathered() {
    for (auto& [method, of] : std::exchange(m_gathered, {})) {
        method->many(m_context, std::move(of.asks),
                     [replies = std::move(of.replies)](std::vector<Result<JsonText>> results) {
                         for (std::size_t i = 0; i < replies.size(); ++i) {
                             replies[i](std::move(results[i]));
                         }
                     });
    }
}

void Dispatcher::handle(const QByteArray& body, Subscriber* subscriber,
                        std::function<void(QByteArray)> done) {
    const auto frame = readFrame(body, m_context.options.maxBatchRequests);
    if (!frame) return done(toBytes(errorAnswer(QJsonValue::Null, frame.error())));
    if (!frame->batch) {
        const Call& call = frame->calls.front();
        run(call, subscriber,
            [silent = call.notification, done = std::move(done)](const QByteArray& answer) {
                done(silent ? QByteArray{} : answer);
            });
        return;
    }
    auto batch = std::make_shared<Batch>();
    batch->answers.resize(frame->calls.size());
    // One more than there are, so that quick answers cannot end the batch while it is being read.
    batch->waiting = frame->calls.size() + 1;
    batch->done = std::move(done);
    std::unordered_map<const Method*, std::vector<std::size_t>> together;
    for (std::size_t i = 0; i < frame->calls.size(); ++i) {
        const Call& call = frame->calls[i];
        const Method* method = call.error ? nullptr : methodNamed(call.method);
        if (method != nullptr && method->many != nullptr &&
            call.params.size() <= method->maxParams) {
            together[method].push_back(i);
            continue;
        }
        run(call, subscriber, [batch, i, silent = call.notification](QByteArray answer) {
            if (!silent) batch->answers[i] = std::move(answer);
            batch->finish();
        });
    }
    for (auto& [method, places] : together) {
        std::vector<Ask> asks;
        for (const std::size_t i : places) {
            asks.push_back({m_context, frame->calls[i].params, subscriber});
        }
        method->many(m_context, std::move(asks),
                     [batch, calls = frame->calls,
                      places = std::move(places)](const std::vector<Result<JsonText>>& results) {
                         for (std::size_t i = 0; i < places.size(); ++i) {
                             const Call& call = calls[places[i]];
                             if (call.notification) continue;
                             batch->answers[places[i]] = answerOf(call.id, results[i]);
                         }
                         batch->finish(places.size());
                     });
    }
    batch->finish();
}

}  // namespace rollscope::rpc
