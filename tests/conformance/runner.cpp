#include "runner.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>

#include "fixture.h"

namespace rollscope::conformance {

namespace {

constexpr std::size_t mostShown = 100;

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

FileResult runFile(const QString& path, const QString& name, FileTest test) {
    FileResult result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.failures.push_back("cannot be read");
        return result;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (document.isNull() && path.contains(QStringLiteral("/rpc-framing/"))) {
        ++result.outside;
        result.whyOutside = "frames of JSON-RPC, broken on purpose";
        return result;
    }
    if (document.isNull()) {
        result.failures.push_back(error.errorString().toStdString());
        return result;
    }
    const QJsonValue cases =
        document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    test(name, cases, result);
    if (result.passed == 0 && result.failures.empty() && result.outside == 0) {
        result.failures.push_back("no case in it");
    }
    return result;
}

struct Total {
    int passed = 0;
    std::size_t failed = 0;
    std::map<std::string, int> outside;  ///< by reason

    void add(const std::string& name, const FileResult& result) {
        passed += result.passed;
        if (result.outside > 0) outside[result.whyOutside] += result.outside;
        for (const auto& line : result.failures) {
            if (++failed <= mostShown) std::printf("FAIL %s %s\n", name.c_str(), line.c_str());
        }
    }
    int print() const {
        if (failed > mostShown) std::printf("… and %zu more\n", failed - mostShown);
        for (const auto& [why, count] : outside) {
            std::printf("left out, %s: %d cases\n", why.c_str(), count);
        }
        std::printf("%d passed, %zu failed\n", passed, failed);
        return failed == 0 ? 0 : 1;
    }
};

}  // namespace

void FileResult::count(const std::string& name, const std::string& problem) {
    const std::string unread = takeUnread();
    if (problem.empty() && unread.empty()) {
        ++passed;
        return;
    }
    failures.push_back(name + ": " + (unread.empty() ? problem : "cannot read " + unread));
}

int runFolder(const QString& folder, const QString& filter, FileTest test) {
    if (!QDir(folder).exists()) {
        std::printf("SKIPPED: no folder %s\n0 passed, 0 failed, 1 skipped\n", qPrintable(folder));
        return 0;
    }
    const QStringList files = filesIn(folder, filter);
    if (files.isEmpty()) {
        std::printf("FAIL no test files in %s\n0 passed, 1 failed\n", qPrintable(folder));
        return 1;
    }
    std::atomic<qsizetype> next{0};
    std::mutex mutex;
    Total total;
    const auto work = [&] {
        for (qsizetype i = next++; i < files.size(); i = next++) {
            const QString name = QDir(folder).relativeFilePath(files[i]);
            const FileResult result = runFile(files[i], name, test);
            const std::lock_guard lock(mutex);
            total.add(name.toStdString(), result);
        }
    };
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
        workers.emplace_back(work);
    }
    for (auto& worker : workers) worker.join();
    return total.print();
}

}  // namespace rollscope::conformance
