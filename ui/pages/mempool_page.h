// What waits for a block: pending and queued transactions, and why.
#pragma once

#include "ui/models/lists.h"
#include "ui/pages/list_view.h"

namespace rollscope::ui {

class MempoolPage : public Page {
    Q_OBJECT
public:
    MempoolPage(const PageContext& context, QWidget* parent);
    void activate() override;

private:
    void take(std::uint64_t pending, std::uint64_t queued);

    PageHead* m_head;
    ListView* m_view;
    MempoolModel* m_model;
};

}  // namespace rollscope::ui
