#include "ui/pages/pages.h"

#include "ui/pages/batches_page.h"
#include "ui/pages/blocks_page.h"
#include "ui/pages/deposits_page.h"
#include "ui/pages/mempool_page.h"
#include "ui/pages/messages_page.h"
#include "ui/pages/node_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/sequence_page.h"
#include "ui/pages/withdrawals_page.h"

namespace rollscope::ui {

std::vector<Page*> makePages(const PageContext& context, QWidget* parent) {
    return {
        new OverviewPage(context, parent),    new MempoolPage(context, parent),
        new BlocksPage(context, parent),      new BatchesPage(context, parent),
        new MessagesPage(context, parent),    new DepositsPage(context, parent),
        new WithdrawalsPage(context, parent), new SequencePage(context, parent),
        new NodePage(context, parent),
    };
}

}  // namespace rollscope::ui
