#include "ui/dialogs/act.h"

#include "ui/text/format.h"

namespace rollscope::ui {

void signAndSubmit(const PageContext& context, QObject* on, const api::PreparedTx& prepared,
                   const Address& from, std::function<void(Result<Sent>)> done) {
    Result<Bytes> raw = context.signer.sign(prepared.tx, from);
    if (!raw) {
        done(failFrom(raw));
        return;
    }
    const api::Layer layer = prepared.layer;
    context.node.submit(layer, std::move(*raw))
        .then(on, [layer, done = std::move(done)](Result<Hash> hash) {
            if (!hash) {
                done(failFrom(hash));
                return;
            }
            done(Sent{layer, *hash});
        });
}

QString nameOf(const api::Signer& signer, const Address& address) {
    for (const auto& account : signer.accounts()) {
        if (account.address == address) return account.name;
    }
    return {};
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
