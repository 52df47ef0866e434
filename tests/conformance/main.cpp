// rollscope-conformance state FOLDER [--filter TEXT]: runs public test vectors, files in parallel.
#include <QCoreApplication>
#include <QDirIterator>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>

#include "state_test.h"

namespace {

QStringList filesIn(const QString& folder, const QString& filter) {
    QStringList files;
    QDirIterator it(folder, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (path.contains(filter)) files.push_back(path);
    }
    files.sort();
    return files;
}

int runFiles(const QStringList& files) {
    std::atomic<qsizetype> next{0};
    std::mutex mutex;
    int passed = 0;
    int failed = 0;
    const auto work = [&] {
        for (qsizetype i = next++; i < files.size(); i = next++) {
            const auto result = rollscope::conformance::runStateFile(files[i]);
            const std::lock_guard lock(mutex);
            passed += result.passed;
            failed += static_cast<int>(result.failures.size());
            for (const auto& line : result.failures) std::printf("FAIL %s\n", line.c_str());
        }
    };
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
        workers.emplace_back(work);
    }
    for (auto& worker : workers) worker.join();
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool filtered = arguments.size() == 5 && arguments[3] == QLatin1String("--filter");
    if ((arguments.size() != 3 && !filtered) || arguments[1] != QLatin1String("state")) {
        std::fprintf(stderr, "usage: rollscope-conformance state FOLDER [--filter TEXT]\n");
        return 2;
    }
    const QStringList files = filesIn(arguments[2], filtered ? arguments[4] : QString());
    if (files.isEmpty()) {
        std::fprintf(stderr, "no test files in %s\n", qPrintable(arguments[2]));
        return 2;
    }
    return runFiles(files);
}
