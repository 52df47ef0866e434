// How services say what they did: one line of the event log at a time.
#pragma once

#include <functional>

#include "node/api/views.h"

namespace rollscope::api {

/// Takes a service's events; sequence and wall time are filled in by whoever keeps the log.
struct EventSink {
    std::function<void(const EventView&)> log;  ///< empty: nobody listens
    QString source;                             ///< the service's name

    void say(EventLevel level, std::optional<Layer> layer, const QString& text,
             const QString& link = {}) const {
        if (!log) return;
        EventView event;
        event.level = level;
        event.layer = layer;
        event.source = source;
        event.text = text;
        event.link = link;
        log(event);
    }
};

}  // namespace rollscope::api
