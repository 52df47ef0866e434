// What a method's handler works with: the node, the layer, the feed of news, the polled filters.
//
// In: futures of Node. Out: a Reply, called once, on the server's thread.
#pragma once

#include <QFuture>
#include <QJsonArray>
#include <QObject>
#include <functional>

#include "node/api/node.h"
#include "node/rpc/json_read.h"
#include "node/rpc/json_text.h"
#include "node/rpc/server.h"

namespace rollscope::rpc {

/// Takes the outcome of one call; whoever holds it calls it exactly once.
using Reply = std::function<void(Result<JsonText>)>;

/// News of one layer, on the server's thread, in order.
class Feed : public QObject {
    Q_OBJECT
public:
    Feed(api::Node& node, api::Layer layer);

signals:
    void blockSeen(const rollscope::api::BlockView& block,
                   const std::vector<rollscope::api::LogView>& logs);
    /// L2: the pool took it in. L1 (which mines at once): we handed it on.
    void pendingSeen(const rollscope::Hash& hash);
    /// A message between the layers got further.
    void messageSeen(const rollscope::api::MessageView& message);
    void sequencerSeen(const rollscope::api::SequencerView& sequencer);
};

/// Whoever can be sent news unasked: a WebSocket.
class Subscriber {
public:
    virtual ~Subscriber() = default;
    /// The subscription's id; `kind` is eth_subscribe's first parameter.
    virtual Result<QString> subscribe(const QString& kind, const QJsonValue& details) = 0;
    virtual bool unsubscribe(const QString& id) = 0;
};

class FilterStore;

/// One for each server.
struct Context {
    QObject* home = nullptr;  ///< answers come on its thread, and none once it is gone
    api::Node& node;
    api::Layer layer;
    ServerOptions options;
    Feed& feed;
    FilterStore& filters;
    std::optional<api::NodeConfig> config;  ///< asked once: it does not change while a node runs
};

/// Waits for `future`; hands its error to `reply`, its value to `then`.
template <class T, class Then>
void ask(Context& context, api::Answer<T> future, Reply reply, Then then) {
    auto deliver = [reply, then = std::move(then)](Result<T> result) mutable {
        if (!result) return reply(tl::make_unexpected(std::move(result.error())));
        then(std::move(*result));
    };
    // A ready answer needs no turn of the event loop.
    if (future.isFinished() && future.resultCount() > 0) return deliver(future.result());
    future.then(context.home, std::move(deliver)).onCanceled(context.home, [reply] {
        reply(fail(ErrorCode::cancelled));
    });
}

/// As ask(), and `toJson` gives the reply.
template <class T, class ToJson>
void answer(Context& context, api::Answer<T> future, Reply reply, ToJson toJson) {
    ask(context, std::move(future), reply,
        [reply, toJson = std::move(toJson)](T value) { reply(JsonText{toJson(value)}); });
}

/// As answer(), but notFound and unknownBlock give null, as Ethereum's get… methods do.
template <class T, class ToJson>
void answerOrNull(Context& context, api::Answer<T> future, Reply reply, ToJson toJson) {
    Reply nullable = [reply](Result<JsonText> result) {
        if (!result && (result.error().code == ErrorCode::notFound ||
                        result.error().code == ErrorCode::unknownBlock)) {
            return reply(QJsonValue{QJsonValue::Null});
        }
        reply(std::move(result));
    };
    answer(context, std::move(future), std::move(nullable), std::move(toJson));
}

/// One call on its way.
struct Ask {
    Context& context;
    QJsonArray params;
    Subscriber* subscriber = nullptr;  ///< only valid until the handler returns

    /// The parameter, or undefined.
    QJsonValue at(qsizetype i) const {
        return i < params.size() ? params.at(i) : QJsonValue{QJsonValue::Undefined};
    }
};

using Handler = void (*)(const Ask& ask, Reply reply);

/// Takes the outcomes of many calls, in their order.
using ManyReply = std::function<void(std::vector<Result<JsonText>>)>;
using ManyHandler = void (*)(Context& context, std::vector<Ask> calls, ManyReply reply);

/// One row of the table of methods.
struct Method {
    const char* name;
    Handler handler;
    int maxParams;
    ManyHandler many = nullptr;  ///< in place of `handler`, for all calls that come together
};

/// The row of `name`; none for a method that is not served.
const Method* methodNamed(const QString& name);

// The tables, one for each file methods_*.cpp.
std::span<const Method> chainMethods();
std::span<const Method> stateMethods();
std::span<const Method> logMethods();
std::span<const Method> rollupMethods();
std::span<const Method> messageMethods();
std::span<const Method> sequencerMethods();
std::span<const Method> poolMethods();
std::span<const Method> demoMethods();
std::span<const Method> batchMethods();
std::span<const Method> devnetMethods();
std::span<const Method> debugMethods();

}  // namespace rollscope::rpc
