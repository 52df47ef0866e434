#include "ui/models/message_tree_model.h"

#include <algorithm>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {
constexpr unsigned maxLevel = MessageTreeModel::height - MessageTreeModel::shownLevels + 1;
constexpr int soonMs = 100;
}  // namespace

MessageTreeModel::MessageTreeModel(api::Node& node, api::MessageSide side, QObject* parent)
    : QObject(parent), m_node(node), m_side(side) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &MessageTreeModel::ask);
}

unsigned MessageTreeModel::topLevel() const {
    return std::min(m_level + shownLevels - 1, height);
}

std::optional<Hash> MessageTreeModel::root() const {
    return m_proof ? std::optional(m_proof->root) : m_root;
}

TreeNode MessageTreeModel::nodeAt(unsigned level, std::uint64_t position) const {
    TreeNode node;
    const std::uint64_t count = m_proof ? m_proof->count : m_count;
    const bool empty = level < 64 && count <= (position << level);
    if (empty) node.part = TreePart::empty;
    if (const auto found = m_nodes.find({level, position}); found != m_nodes.end()) {
        node.hash = found->second;
    }
    if (!m_chosen) return node;
    const std::uint64_t own = *m_chosen >> level;
    if (position == own) {
        node.part = TreePart::path;
        // under the proof's root, which may be older than the tree
        if (m_proof && level == 0) node.hash = m_ladder.leaf;
        if (m_proof && level > 0 && level <= m_ladder.rungs.size()) {
            node.hash = m_ladder.rungs[level - 1].node;
        }
    } else if (position == (own ^ 1U) && level < height) {
        node.part = TreePart::sibling;
        if (m_proof && level < m_proof->path.size()) node.hash = m_proof->path[level];
    }
    return node;
}

const api::MessageView* MessageTreeModel::messageAt(std::uint64_t index) const {
    const auto found = m_messages.find(index);
    return found == m_messages.end() ? nullptr : &found->second;
}

void MessageTreeModel::refresh() {
    if (!m_soon.isActive()) m_soon.start();
}

void MessageTreeModel::show(unsigned level, std::uint64_t position) {
    const unsigned wanted = std::min(level, maxLevel);
    const std::uint64_t first = (position << (level - wanted)) & ~(shownNodes - 1);
    m_placed = true;
    if (wanted == m_level && first == m_first && !m_nodes.empty()) return;
    m_level = wanted;
    m_first = first;
    m_nodes.clear();
    m_messages.clear();
    emit changed();
    ask();
}

void MessageTreeModel::zoomIn(std::uint64_t position) {
    if (m_level > 0) show(m_level - 1, 2 * position);
}

void MessageTreeModel::zoomOut() {
    if (m_level < maxLevel) show(m_level + 1, m_first / 2);
}

void MessageTreeModel::showAll() {
    unsigned level = 0;
    while (level < maxLevel && (shownNodes << level) < m_count) ++level;
    show(level, 0);
}

void MessageTreeModel::pan(int by) {
    const std::uint64_t last = m_count == 0 ? 0 : ((m_count - 1) >> m_level) & ~(shownNodes - 1);
    const auto step = static_cast<std::uint64_t>(std::abs(by)) * shownNodes;
    show(m_level, by < 0 ? m_first - std::min(step, m_first) : std::min(m_first + step, last));
}

void MessageTreeModel::choose(std::uint64_t index, const std::optional<api::MessageProof>& proof) {
    m_chosen = index;
    m_proof = proof;
    m_ladder = proof ? api::ladderOf(*proof) : api::Ladder{};
    emit changed();
}

void MessageTreeModel::ask() {
    ++m_generation;
    for (unsigned level = m_level; level <= topLevel(); ++level) {
        const unsigned above = level - m_level;
        askLevel(level, m_first >> above, static_cast<std::uint32_t>(shownNodes >> above));
    }
}

void MessageTreeModel::askLevel(unsigned level, std::uint64_t first, std::uint32_t limit) {
    m_node.messageTree({m_side, level, first, limit})
        .then(this,
              [this, level, first, generation = m_generation](Result<api::MessageTreeView> piece) {
                  if (generation != m_generation) return;
                  if (!piece) return emit failed(errorText(piece.error()));
                  const bool shrunk = piece->count < m_count;
                  m_count = piece->count;
                  m_root = piece->root;
                  if (shrunk && m_chosen && *m_chosen >= m_count) {  // the chain was unwound
                      m_chosen.reset();
                      m_proof.reset();
                  }
                  for (std::size_t i = 0; i < piece->nodes.size(); ++i) {
                      m_nodes[{level, first + i}] = piece->nodes[i];
                  }
                  if (!m_placed && m_count > 0) {
                      m_placed = true;
                      const std::uint64_t last = (m_count - 1) & ~(shownNodes - 1);
                      if (last != m_first) return show(0, last);  // the newest leaves
                  }
                  emit changed();
                  if (level == 0) askMessages();
              });
}

TreeBox MessageTreeModel::boxAt(unsigned level, std::uint64_t position) const {
    const TreeNode node = nodeAt(level, position);
    TreeBox box;
    box.part = node.part;
    const bool zero = !node.hash && (m_count <= (position << level));
    if (node.hash) box.text = level == 0 ? hex(*node.hash).mid(2, 4) + u'…' : elided(*node.hash, 4);
    if (zero) box.text = level == 0 ? QStringLiteral("–") : tr("zero");
    if (level == 0) {
        box.caption = grouped(position);
        const auto* message = messageAt(position);
        box.consumed = message != nullptr && message->stage == api::MessageStage::consumed;
        box.words = message != nullptr
                        ? tr("Leaf %1, %2. %3")
                              .arg(grouped(position), api::wordOf(message->stage), message->why)
                    : zero ? tr("Leaf %1: none yet").arg(grouped(position))
                           : tr("Leaf %1").arg(grouped(position));
    } else {
        const std::uint64_t from = position << level, to = ((position + 1) << level) - 1;
        box.words = tr("Level %1: leaves %2 – %3").arg(level).arg(grouped(from), grouped(to));
        if (level == m_level && !zero) box.caption = grouped(from);
    }
    if (node.hash) box.words += u'\n' + hex(*node.hash);
    if (node.part == TreePart::path) box.words += u'\n' + tr("on the chosen leaf's path");
    if (node.part == TreePart::sibling) box.words += u'\n' + tr("a sibling, in the proof");
    return box;
}

TreeScene MessageTreeModel::scene() const {
    TreeScene scene;
    scene.side = m_side;
    scene.level = m_level;
    scene.first = m_first;
    scene.count = m_count;
    scene.reachesRoot = topLevel() == height;
    for (unsigned level = m_level; level <= topLevel(); ++level) {
        const unsigned above = level - m_level;
        std::vector<TreeBox> row;
        for (std::uint64_t i = 0; i < shownNodes >> above; ++i) {
            row.push_back(boxAt(level, (m_first >> above) + i));
        }
        scene.rows.push_back(std::move(row));
    }
    if (const auto top = root()) scene.root = hex(*top);
    const bool inbox = m_side == api::MessageSide::inbox;
    scene.rootTitle =
        !m_proof ? (inbox ? tr("Inbox root, all leaves") : tr("Outbox root, all leaves"))
        : inbox  ? tr("Inbox root that L2 knows")
                 : tr("Outbox root of batch %1 on L1").arg(grouped(m_proof->batch.value_or(0)));
    scene.pathToRoot = m_chosen && (*m_chosen >> topLevel()) == (m_first >> (topLevel() - m_level));
    return scene;
}

void MessageTreeModel::askMessages() {
    const std::uint64_t end = std::min(m_first + shownNodes, m_count);
    if (end <= m_first) return;
    const api::PageRequest page{m_count - end, static_cast<std::uint32_t>(end - m_first)};
    m_node.messages(m_side, {}, page)
        .then(this, [this, generation = m_generation](Result<api::Page<api::MessageView>> rows) {
            if (generation != m_generation || !rows) return;
            for (api::MessageView& row : rows->rows) {
                m_messages.insert_or_assign(row.index, std::move(row));
            }
            emit changed();
        });
}

}  // namespace rollscope::ui
