#include "app/console/shot.h"

#include <QApplication>
#include <QTimer>
#include <cstdio>

namespace rollscope::app {

void takeShot(ui::MainWindow& window, const Shot& shot) {
    if (!shot.link.empty()) window.openObject(QString::fromStdString(shot.link));
    QTimer::singleShot(shot.delayMs, &window, [&window, file = shot.file] {
        const bool saved = window.grab().save(QString::fromStdString(file), "PNG");
        if (!saved) std::fprintf(stderr, "rollscope: cannot write %s\n", file.c_str());
        QApplication::exit(saved ? 0 : 1);
    });
}

}  // namespace rollscope::app
