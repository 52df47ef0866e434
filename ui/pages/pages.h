// All pages of the window, in the order of its rail.
#pragma once

#include <vector>

#include "ui/widgets/page.h"

namespace rollscope::ui {

std::vector<Page*> makePages(const PageContext& context, QWidget* parent);

}  // namespace rollscope::ui
