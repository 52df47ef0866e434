// Sequence diagrams, live: drawn from their text, stepped against the real chains.
#pragma once

#include <QMenu>
#include <QSlider>

#include "ui/diagram/built_in.h"
#include "ui/pages/sequence_notes.h"
#include "ui/pages/sequence_presenter.h"
#include "ui/widgets/page.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/sequence_diagram.h"

namespace rollscope::ui {

/// Picks a diagram, drives its player, shows evidence, exports.
class SequencePage : public Page {
    Q_OBJECT
public:
    SequencePage(const PageContext& context, QWidget* parent);
    void activate() override;
    /// "deposit:3" replays that deposit.
    bool showLink(const QString& link) override;
    Player& player() { return *m_player; }

public slots:
    /// Draws the diagrams of a file; its problems are listed.
    void openFile(const QString& path);
    void setPresenting(bool presenting);
    /// Writes the diagram or its run to a file: "svg", "png", "mmd" or "json".
    void exportTo(const QString& kind, const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHead();
    void buildBar(QBoxLayout* column);
    void addKeys(QWidget* on);
    void showDiagram(const Diagram& diagram);
    void askFile();
    void takeDocument(const Document& document, const QString& name);
    void refresh();
    void takeWish();
    void step();
    void togglePlay();
    void toggleBreak(int item);
    void askReplay();
    /// A past run that can be shown again, by what its script is found by.
    struct PastRun {
        QString title;
        std::uint64_t index = 0;
    };
    void showReplays(const QList<PastRun>& runs, const QString& none);
    void exportAs(const QString& kind);
    int paceMs() const;
    void fitRows();
    /// In the inspector, once a lit item; `wanted` by a click, else it just happened.
    void showEvidence(int item, bool wanted);
    void tellEvidence();
    ItemMark markOf(int item) const;

    PageContext m_context;
    Player* m_player;
    std::vector<BuiltInDiagram> m_builtIn;
    Document m_own;
    PageHead* m_head;
    Tabs* m_tabs;
    QComboBox* m_files;
    ErrorBar* m_problems;
    Button *m_step, *m_play, *m_break, *m_back, *m_reset, *m_follow, *m_replay, *m_present;
    QMenu* m_menu;
    QMenu* m_replays;
    QSlider* m_pace;
    TextLabel* m_paceText;
    QWidget* m_content;
    QVBoxLayout* m_column;
    SequenceDiagram* m_diagram;
    SequenceNotes* m_notes;
    PresenterNotes* m_presenter;
    EmptyState* m_away;  ///< stands here while the diagram is presented
    bool m_presenting = false;
    bool m_fitting = false, m_zoomed = false;  ///< the user chose a zoom of his own
    std::map<int, std::uint64_t> m_told;       ///< evidence the inspector has, and when it was lit
    int m_followed = -1;  ///< the item that was next, which the selection follows
};

}  // namespace rollscope::ui
