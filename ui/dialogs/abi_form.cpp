#include "ui/dialogs/abi_form.h"

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

QString contentsText(const api::AbiView& abi) {
    return AbiForm::tr("%1, %2, %3")
        .arg(counted(abi.functions, AbiForm::tr("function"), AbiForm::tr("functions")),
             counted(abi.events, AbiForm::tr("event"), AbiForm::tr("events")),
             counted(abi.errors, AbiForm::tr("error"), AbiForm::tr("errors")));
}

QString nameOf(const api::AbiView& abi) {
    return abi.name.isEmpty() ? elided(abi.address) : abi.name;
}

}  // namespace

AbiForm::AbiForm(api::Node& node, api::Layer layer, const std::vector<NamedContract>& contracts,
                 QWidget* over)
    : FormFrame(over, QStringLiteral("abi"), tr("Load ABI")), m_node(node), m_layer(layer) {
    m_contract = new QComboBox(card());
    m_contract->setEditable(true);
    m_contract->setInsertPolicy(QComboBox::NoInsert);
    m_contract->lineEdit()->setPlaceholderText(tr("0x…"));
    for (const NamedContract& each : contracts) {
        // the whole address: it is what the ABI is kept by
        const QString address = hex(each.address);
        m_contract->addItem(
            each.name.isEmpty() ? address : each.name + QStringLiteral("  ") + address, address);
    }
    addRow(tr("Contract on %1").arg(wordOf(layer)), m_contract, QStringLiteral("Contract"));
    m_name = new QLineEdit(card());
    m_name->setMaxLength(64);
    m_name->setPlaceholderText(tr("as the artifact says"));
    addRow(tr("Name"), m_name, QStringLiteral("Name"));
    m_drop = new AbiDrop(card());
    addRow(tr("ABI"), m_drop, QStringLiteral("Drop"));

    auto* buttons = addFoot(tr("Load"));
    auto* file =
        new Button(QStringLiteral("file"), tr("Choose a file…"), ButtonKind::normal, card());
    m_forget = new Button(tr("Forget it"), ButtonKind::destructive, card());
    file->setObjectName(nameOfPart("File"));
    m_forget->setObjectName(nameOfPart("Forget"));
    buttons->insertWidget(1, file);
    buttons->addWidget(m_forget);
    m_forget->hide();

    connect(file, &QAbstractButton::clicked, m_drop, &AbiDrop::choose);
    connect(m_forget, &QAbstractButton::clicked, this, &AbiForm::forget);
    connect(m_drop, &AbiDrop::failed, this, [this](const QString& text) { setError(text); });
    connect(m_drop, &AbiDrop::changed, this, [this] {
        // an artifact knows its contract's name; a mere list is named by its file at best
        if (m_drop->json().trimmed().startsWith('[') && m_name->text().isEmpty()) {
            m_name->setText(m_drop->fileName());
        }
        review();
    });
    connect(m_contract, &QComboBox::currentIndexChanged, this, &AbiForm::review);
    connect(m_contract, &QComboBox::editTextChanged, this, &AbiForm::review);
    // what is over outlives the node's answers, this form may not
    m_node.abis().then(this->over(),
                       [form = QPointer<AbiForm>(this)](Result<std::vector<api::AbiView>> loaded) {
                           if (form.isNull() || !loaded) return;
                           form->m_loaded = std::move(*loaded);
                           form->review();
                       });
    review();
    show();
}

const api::AbiView* AbiForm::loadedHere() const {
    const auto address = addressIn(m_contract);
    for (const api::AbiView& each : m_loaded) {
        if (address && each.layer == m_layer && each.address == *address) return &each;
    }
    return nullptr;
}

void AbiForm::review() {
    if (m_busy) return;
    setError({});
    const auto* loaded = loadedHere();
    sentence()->setText(
        loaded == nullptr
            ? tr("The node keeps it and from then on tells this contract's calls, logs, returned "
                 "values and errors in words, in every transaction.")
            : tr("%1 is loaded here: %2. Another one takes its place.")
                  .arg(nameOf(*loaded), contentsText(*loaded)));
    m_forget->setVisible(loaded != nullptr);
    doIt()->setReason(!addressIn(m_contract)     ? tr("The contract is no address: 0x and 40 "
                                                          "hex digits.")
                      : m_drop->json().isEmpty() ? tr("Choose, drop or paste an ABI first.")
                                                 : QString());
    fit();
}

void AbiForm::setBusy(bool busy) {
    m_busy = busy;
    for (Button* each : {doIt(), m_forget}) each->setReason(busy ? tr("On its way") : QString());
}

void AbiForm::submit() {
    if (m_busy) return;
    if (!doIt()->reason().isEmpty()) return setError(doIt()->reason());
    setError({});
    setBusy(true);
    const QByteArray& json = m_drop->json();
    m_node
        .loadAbi(m_layer, *addressIn(m_contract), Bytes(json.begin(), json.end()),
                 m_name->text().trimmed())
        .then(over(), [form = QPointer<AbiForm>(this)](Result<api::AbiView> loaded) {
            if (form.isNull()) return;
            form->setBusy(false);
            if (!loaded) return form->setError(errorText(loaded.error()));
            emit form->said(tr("ABI of %1 loaded: %2").arg(nameOf(*loaded), contentsText(*loaded)));
            form->close();
        });
}

void AbiForm::forget() {
    const auto* loaded = loadedHere();
    if (m_busy || loaded == nullptr) return;
    setBusy(true);
    m_node.forgetAbi(m_layer, loaded->address)
        .then(over(), [form = QPointer<AbiForm>(this),
                       name = nameOf(*loaded)](Result<api::Done> forgotten) {
            if (form.isNull()) return;
            form->setBusy(false);
            if (!forgotten) return form->setError(errorText(forgotten.error()));
            emit form->said(tr("ABI of %1 forgotten").arg(name));
            form->close();
        });
}

}  // namespace rollscope::ui
