#include "ui/window/object_reader.h"

#include "ui/models/bridge_lookup.h"
#include "ui/models/transaction_model.h"

namespace rollscope::ui {

namespace {

api::BlockId blockId(const QString& id) {
    bool number = false;
    const std::uint64_t value = id.toULongLong(&number);
    if (number) return value;
    const auto hash = hashFromHex(id.toStdString());
    if (hash) return *hash;
    return id == QLatin1String("finalized") ? api::BlockTag::finalized
           : id == QLatin1String("safe")    ? api::BlockTag::safe
                                            : api::BlockTag::latest;
}

template <class View>
void answerWith(api::Answer<View> answer, QObject* context, const QString& link,
                ObjectAnswer done) {
    answer.then(context, [link, done = std::move(done)](Result<View> view) {
        if (!view) return done(failFrom(view));
        ObjectView object = describe(*view);
        object.link = link;
        done(std::move(object));
    });
}

template <class Row>
void answerWithFirst(QFuture<Result<api::Page<Row>>> rows, QObject* context, const QString& link,
                     ObjectAnswer done) {
    rows.then(context, [link, done = std::move(done)](Result<api::Page<Row>> page) {
        if (!page) return done(failFrom(page));
        if (page->rows.empty()) return done(fail(ErrorCode::notFound, link.toStdString()));
        ObjectView object = describe(page->rows.front());
        object.link = link;
        done(std::move(object));
    });
}

QString nameOf(const api::NodeConfig& config, api::Layer layer, const Address& address) {
    for (const api::ContractView& contract : config.contracts) {
        if (contract.layer == layer && contract.address == address) return contract.name;
    }
    return {};
}

void readAccount(api::Node& node, const Link& link, const QString& text, QObject* context,
                 ObjectAnswer done) {
    const auto address = addressFromHex(link.id.toStdString());
    if (!address) return done(failFrom(address));
    const api::Layer layer = link.layer;
    node.account(layer, *address, api::BlockTag::latest)
        .then(context, [=, &node](Result<api::AccountView> account) {
            if (!account) return done(failFrom(account));
            node.config().then(context, [=](Result<api::NodeConfig> config) {
                const QString name = config ? nameOf(*config, layer, account->address) : QString();
                ObjectView object = describe(*account, layer, name);
                object.link = text;
                done(std::move(object));
            });
        });
}

api::Layer otherLayer(api::Layer layer) {
    return layer == api::Layer::l1 ? api::Layer::l2 : api::Layer::l1;
}

/// A contract's name and layer; no name for a stranger's.
using ContractAt = std::function<std::pair<QString, api::Layer>(const Address&)>;

/// The rollup's contracts on both layers, and those of `layer` whose ABI was loaded.
void readNames(api::Node& node, api::Layer layer, QObject* context,
               std::function<void(const ContractAt&)> done) {
    node.config().then(context, [=, &node](Result<api::NodeConfig> config) {
        node.abis().then(context, [=](Result<std::vector<api::AbiView>> abis) {
            done([&](const Address& address) {
                for (const api::Layer each : {layer, otherLayer(layer)}) {
                    const QString name = config ? nameOf(*config, each, address) : QString();
                    if (!name.isEmpty()) return std::pair(name, each);
                }
                for (const api::AbiView& abi : abis ? *abis : std::vector<api::AbiView>{}) {
                    if (abi.layer == layer && abi.address == address) {
                        return std::pair(abi.name, layer);
                    }
                }
                return std::pair(QString(), layer);
            });
        });
    });
}

/// A call: from the execution that the page has open, else recorded for it.
void readCall(api::Node& node, const Link& link, const QString& text, QObject* context,
              ObjectAnswer done) {
    const auto hash = hashFromHex(link.id.section(QLatin1Char('/'), 0, 0).toStdString());
    if (!hash) return done(failFrom(hash));
    bool number = false;
    const std::uint32_t frame = link.id.section(QLatin1Char('/'), 1).toUInt(&number);
    if (!number) return done(fail(ErrorCode::invalidNumber, text.toStdString()));
    const api::Layer layer = link.layer;
    const auto answer = [=, &node, transaction = *hash](const api::ExecutionPtr& record) {
        if (frame >= record->frames().size()) {
            return done(fail(ErrorCode::notFound, text.toStdString()));
        }
        readNames(node, layer, context, [=](const ContractAt& contractAt) {
            ObjectView object = describeCall(
                *record, frame, layer, transaction,
                [&](const Address& address) { return contractAt(address).first; },
                [&](const Address& address) { return contractAt(address).second; });
            object.link = text;
            done(std::move(object));
        });
    };
    if (const auto open = openExecution(*hash)) return answer(open);
    node.executionOf(layer, *hash).then(context, [=](Result<api::ExecutionPtr> record) {
        if (!record) return done(failFrom(record));
        answer(*record);
    });
}

/// A message and its proof, as far as there is one.
void readMessage(api::Node& node, const Link& link, const QString& text, QObject* context,
                 ObjectAnswer done) {
    bool number = false;
    const std::uint64_t index = link.id.toULongLong(&number);
    if (!number) return done(fail(ErrorCode::invalidNumber, text.toStdString()));
    const auto side =
        link.layer == api::Layer::l1 ? api::MessageSide::inbox : api::MessageSide::outbox;
    node.message(side, index).then(context, [=, &node](Result<api::MessageView> message) {
        if (!message) return done(failFrom(message));
        node.messageProof(side, index)
            .then(context, [=, message = *message](const Result<api::MessageProof>& proof) {
                ObjectView object = describe(message, proof);
                object.link = text;
                done(std::move(object));
            });
    });
}

}  // namespace

void readObject(api::Node& node, const QString& text, QObject* context, ObjectAnswer done) {
    const Link link = linkFromText(text);
    if (!link.valid()) return done(fail(ErrorCode::notFound, text.toStdString()));
    if (link.kind == QLatin1String("block")) {
        return answerWith(node.block(link.layer, blockId(link.id)), context, text, std::move(done));
    }
    if (link.kind == QLatin1String("tx")) {
        const auto hash = hashFromHex(link.id.toStdString());
        if (!hash) return done(failFrom(hash));
        return answerWith(node.transaction(link.layer, *hash), context, text, std::move(done));
    }
    if (link.kind == QLatin1String("call")) {
        return readCall(node, link, text, context, std::move(done));
    }
    if (link.kind == QLatin1String("account")) {
        return readAccount(node, link, text, context, std::move(done));
    }
    if (link.kind == QLatin1String("message")) {
        return readMessage(node, link, text, context, std::move(done));
    }
    bool number = false;
    const std::uint64_t index = link.id.toULongLong(&number);
    if (!number) return done(fail(ErrorCode::invalidNumber, text.toStdString()));
    if (link.kind == QLatin1String("batch")) {
        return answerWith(node.batch(index), context, text, std::move(done));
    }
    if (link.kind == QLatin1String("deposit")) {
        return answerWithFirst(depositAt(node, index), context, text, std::move(done));
    }
    answerWithFirst(withdrawalAt(node, index), context, text, std::move(done));
}

}  // namespace rollscope::ui
