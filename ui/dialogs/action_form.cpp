#include "ui/dialogs/action_form.h"

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {
constexpr int typingPauseMs = 180;
}  // namespace

ActionForm::ActionForm(const PageContext& context, Page* page, const QString& id,
                       const QString& title, const QString& doIt)
    : FormFrame(page, id, title), m_context(context), m_page(page) {
    auto* column = card()->content();
    m_note = new TextLabel({}, Type::body, Tone::clock, card());
    m_sentence = new TextLabel({}, Type::reading, Tone::ink3, card());
    m_cost = new TextLabel({}, Type::mono, Tone::ink2, card());
    m_error = new TextLabel({}, Type::body, Tone::trouble, card());
    m_note->setObjectName(id + QStringLiteral("Note"));
    m_sentence->setObjectName(id + QStringLiteral("Sentence"));
    m_cost->setObjectName(id + QStringLiteral("Cost"));
    m_error->setObjectName(id + QStringLiteral("Error"));
    column->addSpacing(4);
    for (auto* label : {m_note, m_sentence, m_cost, m_error}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_note->hide();
    m_error->hide();

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_cancel = new Button(tr("Cancel"), ButtonKind::normal, card());
    m_doIt = new Button(doIt, ButtonKind::primary, card());
    m_cancel->setObjectName(id + QStringLiteral("Cancel"));
    m_doIt->setObjectName(id + QStringLiteral("DoIt"));
    buttons->addWidget(m_doIt);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column->addSpacing(4);
    column->addLayout(buttons);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ActionForm::review);
    connect(m_cancel, &QAbstractButton::clicked, this, &ActionForm::cancel);
    connect(m_doIt, &QAbstractButton::clicked, this, &ActionForm::submit);
    // The page outlives the node's answers, this form may not.
    m_context.node.config().then(
        m_page, [form = QPointer<ActionForm>(this)](Result<api::NodeConfig> config) {
            if (form.isNull() || !config) return;
            form->m_config = std::move(*config);
            form->update(form->m_config);
            form->changed();
        });
}

QString ActionForm::farewell(const api::PreparedTx& prepared) const {
    return tr("Sent on %1").arg(wordOf(prepared.layer));
}

void ActionForm::update(const api::NodeConfig&) {}

Result<void> ActionForm::beforeSending(const api::Intent&) {
    return {};
}

void ActionForm::changed() {
    m_pause.start();
    ++m_question;
    setError({});
}

void ActionForm::review() {
    if (m_busy) return;
    m_pause.stop();
    const Wish now = wish();
    const std::uint64_t question = ++m_question;
    if (!now.intent) {
        setError(now.wrong);
        say(now.missing, Tone::ink3, {});
        m_doIt->setReason(now.wrong.isEmpty() ? now.missing : now.wrong);
        return;
    }
    m_doIt->setReason({});
    m_context.node.prepare(*now.intent)
        .then(m_page,
              [form = QPointer<ActionForm>(this), question](Result<api::PreparedTx> prepared) {
                  if (!form.isNull() && form->m_question == question) form->take(prepared);
              });
}

void ActionForm::take(const Result<api::PreparedTx>& prepared) {
    if (!prepared) {
        say({}, Tone::ink3, {});
        setError(errorText(prepared.error()));
        return;
    }
    setError({});
    say(prepared->sentence, Tone::ink, tr("%1 at most, all in").arg(ether(prepared->maxCost)));
}

void ActionForm::submit() {
    if (m_busy) return;
    m_pause.stop();
    const Wish now = wish();
    if (!now.intent) {
        setError(now.wrong.isEmpty() ? now.missing : now.wrong);
        return;
    }
    setBusy(true);
    ++m_question;
    // Prepared anew: nonce and fees may have moved while the form stood open.
    m_context.node.prepare(*now.intent)
        .then(m_page, [form = QPointer<ActionForm>(this),
                       intent = *now.intent](Result<api::PreparedTx> prepared) {
            if (form.isNull()) return;
            if (!prepared) {
                form->setBusy(false);
                return form->take(prepared);
            }
            if (const auto ready = form->beforeSending(intent); !ready) {
                form->setBusy(false);
                return form->setError(errorText(ready.error()));
            }
            form->send(*prepared, intent.from);
        });
}

void ActionForm::send(const api::PreparedTx& prepared, const Address& from) {
    signAndSubmit(m_context, m_page, prepared, from,
                  [form = QPointer<ActionForm>(this), prepared](Result<Sent> sent) {
                      if (form.isNull()) return;
                      form->setBusy(false);
                      if (!sent) {
                          form->setError(errorText(sent.error()));
                          return;
                      }
                      emit form->submitted(sent->layer, sent->hash);
                      const QString word = form->farewell(prepared);
                      if (word.isEmpty()) {
                          form->changed();
                          return;
                      }
                      form->m_page->toast(word + QStringLiteral(" · ") + elided(sent->hash));
                      emit form->m_page->openObject(txLink(sent->layer, sent->hash));
                      form->close();
                  });
}

void ActionForm::say(const QString& sentence, Tone tone, const QString& cost) {
    m_sentence->setTone(tone);
    m_sentence->setText(sentence);
    m_cost->setText(cost);
    fit();
}

void ActionForm::setError(const QString& text) {
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    fit();
}

void ActionForm::setNote(const QString& note) {
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    fit();
}

void ActionForm::setDoIt(const QString& word) {
    m_doIt->setText(word);
    m_doIt->updateGeometry();
}

void ActionForm::setBusy(bool busy) {
    m_busy = busy;
    m_doIt->setReason(busy ? tr("On its way") : QString());
}

}  // namespace rollscope::ui
