// A form over a page for an act that spends: fields, and what the node says of them as one types.
//
// In: the fields of a subclass as an Intent. Out: a submitted transaction, or the refusal in the
// form with everything typed still there. No event loop of its own; Esc cancels.
#pragma once

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTimer>

#include "ui/dialogs/act.h"
#include "ui/dialogs/form_frame.h"

namespace rollscope::ui {

/// Base of the forms. Object names are `id` + "From", "Amount", …, "DoIt", "Cancel", "Error".
class ActionForm : public FormFrame {
    Q_OBJECT
public:
    /// `id` begins all object names; `doIt` is the button's word.
    ActionForm(const PageContext& context, Page* page, const QString& id, const QString& title,
               const QString& doIt);

public slots:
    /// Asks the node again what the fields cost.
    void review();
    void submit() override;

signals:
    /// The node took the transaction in.
    void submitted(rollscope::api::Layer layer, rollscope::Hash hash);

protected:
    /// What the fields say: an intent, or else what is missing, or what is wrong.
    struct Wish {
        std::optional<api::Intent> intent;
        QString missing;
        QString wrong;
    };
    virtual Wish wish() const = 0;
    /// The submitted transaction's toast; empty keeps the form open for its next step.
    virtual QString farewell(const api::PreparedTx& prepared) const;
    /// What has to be done before the transaction is signed, such as keeping a secret; a refusal
    /// stands in the form.
    virtual Result<void> beforeSending(const api::Intent& intent);
    /// The node's parameters arrived, or the chain moved on.
    virtual void update(const api::NodeConfig& config);

    QComboBox* addAccounts(const QString& name, const QString& label);
    /// One of our accounts, or any address.
    QComboBox* addRecipient(const QString& name, const QString& label);
    QComboBox* addChoice(const QString& name, const QString& label, const QStringList& choices);
    QLineEdit* addLine(const QString& name, const QString& label, const QString& hint);
    QPlainTextEdit* addText(const QString& name, const QString& label, const QString& hint);
    void setDoIt(const QString& word);
    /// Amber: something to know before doing it.
    void setNote(const QString& note);

    static Wish missing(const QString& what) { return {{}, what, {}}; }
    static Wish wrong(const QString& what) { return {{}, {}, what}; }
    /// Bytes typed as hex, with or without 0x and line breaks.
    static Result<Bytes> bytesIn(const QString& text);

    const PageContext& context() const { return m_context; }
    const api::NodeConfig& config() const { return m_config; }
    Page* page() const { return m_page; }

private:
    void changed();
    void take(const Result<api::PreparedTx>& prepared);
    void say(const QString& sentence, Tone tone, const QString& cost);
    void setError(const QString& text);
    void setBusy(bool busy);
    void send(const api::PreparedTx& prepared, const Address& from);

    PageContext m_context;
    Page* m_page;
    api::NodeConfig m_config;
    TextLabel* m_note;
    TextLabel* m_sentence;
    TextLabel* m_cost;
    TextLabel* m_error;
    Button* m_cancel;
    Button* m_doIt;
    QTimer m_pause;
    std::uint64_t m_question = 0;  ///< answers to older questions are not shown
    bool m_busy = false;
};

}  // namespace rollscope::ui
