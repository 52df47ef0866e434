// What the inspector shows of one object: named fields in sections, bytes, JSON.
#pragma once

#include <QJsonObject>
#include <QList>

#include "node/api/message_views.h"
#include "ui/text/words.h"
#include "ui/widgets/hex_view.h"

namespace rollscope::ui {

/// One line of a section: a name and a value, in mono if it is exact.
struct ObjectField {
    QString name;
    QString value;  ///< a hash is elided by the label; "" leaves the line out
    QString note;   ///< in ink3 after it
    QString link;   ///< makes it a link
    Tone tone = Tone::ink;
    int layer = -1;  ///< 0, 1: mark before the value
    Solidity solidity = Solidity::final;
    bool words = false;               ///< Inter instead of mono
    QString tip;                      ///< on hover
    std::optional<std::uint64_t> at;  ///< chain time that `value`, or a link's `note`, is told from
};

struct ObjectSection {
    QString title;
    std::optional<api::MessageProof> proof;  ///< shown as its hash ladder
    QList<ObjectField> fields;
    QString bytesTitle;
    Bytes bytes;
    std::vector<HexField> decoded;
};

/// Everything about one object.
struct ObjectView {
    QString link;
    QString page;   ///< link of what a page shows of it; empty: nothing beyond this
    QString kind;   ///< "Batch"
    QString title;  ///< "3,588"
    BadgeText badge;
    QList<ObjectSection> sections;
    QJsonObject json;
};

}  // namespace rollscope::ui
