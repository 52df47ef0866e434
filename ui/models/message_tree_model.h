// The part of a message tree that is on the screen, of trees of any size.
//
// In: a node, and a window of 16 nodes on one level with the four levels above it. Out: the nodes
// as far as they are known, and which of them a chosen leaf's path goes through. It asks for what
// is in the window and for nothing else. No widget in here.
#pragma once

#include <QObject>
#include <QTimer>
#include <map>

#include "node/api/message_ladder.h"
#include "node/api/node.h"
#include "ui/text/tree_scene.h"

namespace rollscope::ui {

struct TreeNode {
    std::optional<Hash> hash;  ///< none: not here yet, or nothing stands there
    TreePart part = TreePart::plain;
};

class MessageTreeModel : public QObject {
    Q_OBJECT
public:
    static constexpr unsigned height = 32;
    static constexpr unsigned shownLevels = 5;
    static constexpr std::uint64_t shownNodes = 16;

    MessageTreeModel(api::Node& node, api::MessageSide side, QObject* parent);

    api::MessageSide side() const { return m_side; }
    std::uint64_t count() const { return m_count; }
    /// Of the whole tree as it is, or of the chosen leaf's proof.
    std::optional<Hash> root() const;
    /// The lowest level shown, 0 to 28, and the first node on it, a multiple of 16.
    unsigned level() const { return m_level; }
    std::uint64_t first() const { return m_first; }
    unsigned topLevel() const;
    TreeNode nodeAt(unsigned level, std::uint64_t position) const;
    /// The message of a leaf in the window, once it is here.
    const api::MessageView* messageAt(std::uint64_t index) const;

    void refresh();
    /// Shows the 16 nodes of `level` among which `position` stands.
    void show(unsigned level, std::uint64_t position);
    /// One level nearer to the leaves, around the `position` of the lowest level shown; or back.
    void zoomIn(std::uint64_t position);
    void zoomOut();
    /// The lowest level from which 16 nodes hold every leaf.
    void showAll();
    /// `by` windows to the right.
    void pan(int by);
    /// Marks a leaf's way to the root of `proof`; without proof, to the tree's own root.
    void choose(std::uint64_t index, const std::optional<api::MessageProof>& proof);
    std::optional<std::uint64_t> chosen() const { return m_chosen; }
    const api::Ladder& ladder() const { return m_ladder; }
    TreeScene scene() const;

signals:
    void changed();
    void failed(const QString& problem);

private:
    TreeBox boxAt(unsigned level, std::uint64_t position) const;
    using Place = std::pair<unsigned, std::uint64_t>;
    void ask();
    void askLevel(unsigned level, std::uint64_t first, std::uint32_t limit);
    void askMessages();

    api::Node& m_node;
    const api::MessageSide m_side;
    std::uint64_t m_count = 0;
    std::optional<Hash> m_root;
    unsigned m_level = 0;
    std::uint64_t m_first = 0;
    std::map<Place, Hash> m_nodes;  ///< of the window alone
    std::map<std::uint64_t, api::MessageView> m_messages;
    std::optional<std::uint64_t> m_chosen;
    std::optional<api::MessageProof> m_proof;
    api::Ladder m_ladder;
    std::uint64_t m_generation = 0;
    bool m_placed = false;  ///< a person, or the first answer, has said what to show
    QTimer m_soon;
};

}  // namespace rollscope::ui
