// Short ways to say a field, shared by the descriptions of all objects.
#pragma once

#include <QJsonArray>

#include "ui/text/format.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/object_view.h"

namespace rollscope::ui {

inline ObjectSection titled(const QString& title) {
    ObjectSection section;
    section.title = title;
    return section;
}

inline ObjectField plain(const QString& name, const QString& value, const QString& note = {}) {
    ObjectField field;
    field.name = name;
    field.value = value;
    field.note = note;
    return field;
}

inline ObjectField worded(const QString& name, const QString& value, Tone tone = Tone::ink) {
    ObjectField field = plain(name, value);
    field.words = true;
    field.tone = tone;
    return field;
}

inline ObjectField linked(const QString& name, const QString& value, const QString& link,
                          api::Layer layer, const QString& note = {}) {
    ObjectField field = plain(name, value, note);
    field.link = link;
    field.layer = layerIndex(layer);
    return field;
}

inline ObjectField blockField(const QString& name, api::Layer layer, std::uint64_t number,
                              const QString& note = {}) {
    ObjectField field = linked(name, grouped(number), blockLink(layer, number), layer, note);
    field.tone = layer == api::Layer::l1 ? Tone::l1 : Tone::l2;
    return field;
}

/// With how long ago it was, which the inspector keeps true.
inline ObjectField blockSince(const QString& name, api::Layer layer, std::uint64_t number,
                              std::uint64_t timestamp) {
    ObjectField field = blockField(name, layer, number);
    field.at = timestamp;
    return field;
}

inline ObjectField addressField(const QString& name, api::Layer layer, const Address& address) {
    return linked(name, hex(address), accountLink(layer, address), layer);
}

inline ObjectField txField(const QString& name, api::Layer layer, const Hash& hash) {
    return linked(name, hex(hash), txLink(layer, hash), layer);
}

inline ObjectField hashField(const QString& name, const Hash& hash, int layer = -1) {
    ObjectField field = plain(name, hex(hash));
    field.layer = layer;
    return field;
}

inline ObjectField timeField(const QString& name, std::uint64_t seconds, Tone tone = Tone::ink) {
    ObjectField field = plain(name, relativeTime(seconds, chainClock()->now()), dayText(seconds));
    field.at = seconds;
    field.tip = absoluteTime(seconds);
    field.tone = tone;
    return field;
}

/// Numbers beyond 2^53 do not survive JSON: they go as decimal texts.
inline QString json(const U256& value) {
    return QString::fromStdString(toDecimal(value));
}
inline qint64 json(std::uint64_t value) {
    return static_cast<qint64>(value);
}

}  // namespace rollscope::ui
