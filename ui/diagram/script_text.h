// What scripts say, in the player's words. For the scripts' sources alone.
#pragma once

#include <QCoreApplication>

#include "node/core/base/result.h"

namespace rollscope::ui {

/// A text of a run, translated.
inline QString tr(const char* text) {
    return QCoreApplication::translate("Player", text);
}

/// That what was looked for does not show on the chains.
inline tl::unexpected<Error> notShown(const QString& why) {
    return tl::make_unexpected(Error{ErrorCode::notFound, why.toStdString()});
}

}  // namespace rollscope::ui
