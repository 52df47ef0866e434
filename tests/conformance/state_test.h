// GeneralStateTests: one transaction on a given state must give the known root and logs.
#pragma once

#include <QString>
#include <string>
#include <vector>

namespace rollscope::conformance {

/// What a file of tests came to.
struct FileResult {
    int passed = 0;
    std::vector<std::string> failures;  ///< one line each
};

/// Runs all Cancun posts in the file.
FileResult runStateFile(const QString& path);

}  // namespace rollscope::conformance
