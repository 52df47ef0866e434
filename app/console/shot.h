// Pictures of the window, for the guide and the front page.
#pragma once

#include <string>

#include "ui/window/main_window.h"

namespace rollscope::app {

/// What --screenshot asks for.
struct Shot {
    std::string file;  ///< PNG; with a tour, {page} and {theme} in it are filled in
    std::string link;  ///< an object to open first, may be empty
    /// "overview@batch:1,mempool,transaction=blocks@tx:l2:0x…": these pages in both themes, a name
    /// of the file's own before "="
    std::string tour;
    int delayMs = 2500;
};

/// Takes the pictures after the delay and ends the program; 1 if one could not be written.
void takeShot(ui::MainWindow& window, const Shot& shot);

}  // namespace rollscope::app
