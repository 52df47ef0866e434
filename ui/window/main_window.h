// The window's frame: rail, top bar, pages, inspector, event log.
//
// In: a Node and the user's keys. Out: a window; what it shows of an object comes from
// object_reader, everything else from pages. Nothing here blocks.
//
//   +------+-----------------------------+-----------+
//   |      | TopBar                                  |
//   | Rail +-----------------------------+-----------+
//   |      | the page                    | Inspector |
//   +------+-----------------------------+-----------+
//   | EventLog                                       |
//   +-------------------------------------------------+
#pragma once

#include <QMainWindow>
#include <QStackedWidget>
#include <vector>

#include "ui/widgets/page.h"

namespace rollscope::ui {

class EventLog;
class Inspector;
class Rail;
class TopBar;

/// The desktop window over any node.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const PageContext& context, QWidget* parent = nullptr);
    MainWindow(api::Node& node, api::Signer& signer, QWidget* parent = nullptr)
        : MainWindow(PageContext{node, signer}, parent) {}

    /// Goes to a page by its id, or to a transaction's by its link; false if there is none.
    bool openPage(const QString& id, const QString& link = {});
    QStringList pageIds() const;
    Page* page(const QString& id) const;
    /// Opens an object in the inspector.
    void openObject(const QString& link);
    void setLogOpen(bool open);
    void setInspectorShown(bool shown);
    /// Says where the node runs: "Embedded, running", or that it is lost.
    void setConnection(const QString& place, const QString& state, bool good);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void addPages(const PageContext& context);
    void addShortcuts();
    void listen();
    void showPage(int index);
    void layOut();
    void askRole(api::Role role, bool on);
    void askClock();

    api::Node& m_node;
    api::Signer& m_signer;
    Rail* m_rail;
    TopBar* m_top;
    QStackedWidget* m_stack;
    Inspector* m_inspector;
    EventLog* m_log;
    QWidget* m_middle;
    std::vector<Page*> m_pages;
    int m_current = -1;
    bool m_inspectorWanted = true;
    bool m_placed = false;
    bool m_devnet = false;
};

}  // namespace rollscope::ui
