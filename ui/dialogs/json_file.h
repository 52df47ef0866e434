// JSON to a file that the user names.
#pragma once

#include <QJsonObject>
#include <QWidget>
#include <functional>

namespace rollscope::ui {

/// Asks where, then writes; `done` is told the path and, if it failed, why.
void saveJsonFile(const QJsonObject& json, const QString& title, const QString& fileName,
                  QWidget* over, std::function<void(const QString&, const QString&)> done);

}  // namespace rollscope::ui
