#include "kinds.h"
namespace rollscope::conformance {
void primitiveFile(const QString&, const QJsonValue&, FileResult& result) {
    result.outside = 1;
}
}  // namespace rollscope::conformance
