// A picture of the window for the documentation, taken by the program itself.
#pragma once

#include <string>

#include "ui/window/main_window.h"

namespace rollscope::app {

struct Shot {
    std::string file;     ///< PNG; empty: no picture
    std::string link;     ///< object to open in the inspector first
    int delayMs = 3'000;  ///< for the node to have something to show
};

/// Saves the picture after the delay and ends the program: 0, or 1 when it cannot be written.
void takeShot(ui::MainWindow& window, const Shot& shot);

}  // namespace rollscope::app
