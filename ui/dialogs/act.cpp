#include "ui/dialogs/act.h"

#include "ui/text/format.h"
#include "ui/text/words.h"
#include "ui/widgets/action_sheet.h"

namespace rollscope::ui {

void signAndSubmit(const PageContext& context, QObject* on, const api::PreparedTx& prepared,
                   const Address& from, std::function<void(Result<Sent>)> done) {
    Result<Bytes> raw = context.signer.sign(prepared.tx, from);
    if (!raw) {
        done(failFrom(raw));
        return;
    }
    const api::Layer layer = prepared.layer;
    context.node.submit(layer, std::move(*raw), api::TxOrigin::local)
        .then(on, [layer, done = std::move(done)](Result<Hash> hash) {
            if (!hash) {
                done(failFrom(hash));
                return;
            }
            done(Sent{layer, *hash});
        });
}

void askAndSend(const PageContext& context, Page* page, const api::Intent& intent, AskedAct act) {
    context.node.prepare(intent).then(page, [=, act = std::move(act),
                                             from = intent.from](Result<api::PreparedTx> prepared) {
        if (!prepared) return act.problem(errorText(prepared.error()));
        ActionText text;
        text.title = act.title;
        text.sentence = prepared->sentence;
        text.cost = QObject::tr("%1 at most").arg(ether(prepared->maxCost));
        text.key = keyText(context.signer, from);
        text.doIt = act.doIt;
        page->ask(text, [=, prepared = *prepared] {
            signAndSubmit(context, page, prepared, from, [=](Result<Sent> sent) {
                if (!sent) return act.problem(errorText(sent.error()));
                page->toast(QObject::tr("%1: on its way · %2").arg(act.title, elided(sent->hash)));
                emit page->openObject(txLink(sent->layer, sent->hash));
                if (act.sent) act.sent(*sent);
            });
        });
    });
}

QString nameOf(const api::Signer& signer, const Address& address) {
    for (const auto& account : signer.accounts()) {
        if (account.address == address) return account.name;
    }
    return {};
}

Address payerOf(const api::Signer& signer, const Address& wanted) {
    const auto accounts = signer.accounts();
    for (const auto& account : accounts) {
        if (account.address == wanted) return wanted;
    }
    return accounts.empty() ? Address{} : accounts.front().address;
}

QString nameOrAddress(const api::Signer& signer, const Address& address) {
    const QString name = nameOf(signer, address);
    return name.isEmpty() ? elided(address) : name;
}

QString keyText(const api::Signer& signer, const Address& address) {
    return (elided(address) + QLatin1Char(' ') + nameOf(signer, address)).trimmed();
}

Address contractNamed(const api::NodeConfig& config, const QString& name, api::Layer layer) {
    for (const auto& contract : config.contracts) {
        if (contract.name == name && contract.layer == layer) return contract.address;
    }
    return {};
}

}  // namespace rollscope::ui
