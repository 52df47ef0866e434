// A page of the window and what it may ask of the window. ui/pages makes them:
//
//   // ui/pages/pages.h
//   std::vector<Page*> makePages(const PageContext& context, QWidget* parent);
//
// The window shows them in that order on its rail, a separator wherever `group` changes.
#pragma once

#include <QWidget>
#include <functional>

#include "node/api/node.h"
#include "node/api/portal_secrets.h"
#include "node/api/signer.h"
#include "ui/text/roles.h"

namespace rollscope::ui {

struct ActionText;
struct ObjectView;

/// What pages join: one node, the user's keys.
struct PageContext {
    api::Node& node;
    api::Signer& signer;
    api::SecretVault* vault = nullptr;  ///< none: secrets are kept for this session alone
};

/// How a page stands on the rail.
struct PageInfo {
    QString id;     ///< "overview", …: for --page and goTo()
    QString title;  ///< "Blocks and txs"
    QString icon;   ///< name in resources/icons
    int group = 0;
};

/// The number at the right of a page's rail row.
struct RailNote {
    QString text;
    Tone tone = Tone::ink3;
    QString icon;  ///< "check" or "alarm", or none
};

/// Base of all pages. A page asks with futures (`.then(this, …)`) and never blocks.
class Page : public QWidget {
    Q_OBJECT
public:
    Page(PageInfo info, QWidget* parent);
    const PageInfo& info() const { return m_info; }
    const RailNote& railNote() const { return m_railNote; }

    /// The page comes into view: refresh what may be old.
    virtual void activate() {}
    /// The page leaves view: stop live updates that cost.
    virtual void deactivate() {}
    /// Shows a link that this page is the place for ("tx:l2:0x…"); false if it is not.
    virtual bool showLink(const QString& link);

    /// One sheet over the page: sentence, cost, key, Do it / Cancel. Esc cancels.
    void ask(const ActionText& text, std::function<void()> doIt);
    /// A short word of success at the page's foot, gone after 4 s.
    void toast(const QString& text, Tone tone = Tone::ink);

signals:
    /// Open in the inspector.
    void openObject(const QString& link);
    /// Shows what a page itself knows of an object in the inspector, under its link; `wanted`: the
    /// user asked for it, else the inspector may stay away.
    void objectShown(const rollscope::ui::ObjectView& view, bool wanted);
    /// What was shown under links that begin so holds no more.
    void objectsGone(const QString& prefix);
    /// Go to another page, and show `link` there if not empty.
    void goTo(const QString& pageId, const QString& link);
    void railNoteChanged(const rollscope::ui::RailNote& note);

protected:
    void setRailNote(const RailNote& note);

private:
    PageInfo m_info;
    RailNote m_railNote;
};

}  // namespace rollscope::ui
