// What the kinds of test vectors have in common: files in, cases counted, reasons told.
#pragma once

#include <QJsonValue>
#include <QString>
#include <string>
#include <vector>

namespace rollscope::conformance {

/// What a file of tests came to.
struct FileResult {
    int passed = 0;
    std::vector<std::string> failures;  ///< "case: reason", one line each
    int outside = 0;                    ///< cases that are not of this kind: later forks, say
    std::string whyOutside;

    /// Counts a case: `problem` is empty when it passed. Fails it, too, when one of its values
    /// could not be read since the last call (see fixture.h).
    void count(const std::string& name, const std::string& problem);
};

/// Runs the cases of one file; `name` is its path below the folder.
using FileTest = void (*)(const QString& name, const QJsonValue& cases, FileResult& result);

/// Runs `test` over the folder's *.json files in parallel and prints the failures and the sum.
/// The program's exit status: 0, or 1 when anything failed.
int runFolder(const QString& folder, const QString& filter, FileTest test);

}  // namespace rollscope::conformance
