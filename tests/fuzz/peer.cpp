#include "tests/fuzz/peer.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "node/core/base/assert.h"

namespace rollscope::fuzz {
namespace {

[[noreturn]] void gone() {
    std::fputs("the peer has gone: was npm ci run in tests/fuzz?\n", stderr);
    std::abort();
}

}  // namespace

void Peer::start() {
    int questions[2];
    int answers[2];
    ASSERT(pipe2(questions, O_CLOEXEC) == 0 && pipe2(answers, O_CLOEXEC) == 0);
    m_process = fork();
    ASSERT(m_process >= 0);
    if (m_process == 0) {
        dup2(questions[0], STDIN_FILENO);
        dup2(answers[1], STDOUT_FILENO);
        execlp("node", "node", FUZZ_FOLDER "/peer.mjs", nullptr);
        std::perror("node");
        _exit(127);
    }
    close(questions[0]);
    close(answers[1]);
    m_in = questions[1];
    m_out = answers[0];
}

std::string Peer::ask(const std::string& line) {
    if (m_process < 0) start();
    // The fuzzer's alarm interrupts both; it is no failure.
    const std::string question = line + '\n';
    for (std::size_t sent = 0; sent < question.size();) {
        const ssize_t step = write(m_in, question.data() + sent, question.size() - sent);
        if (step < 0 && errno != EINTR) gone();
        if (step > 0) sent += static_cast<std::size_t>(step);
    }
    std::string answer;
    while (answer.empty() || answer.back() != '\n') {
        char buffer[65'536];
        const ssize_t step = read(m_out, buffer, sizeof buffer);
        if (step == 0 || (step < 0 && errno != EINTR)) gone();
        if (step > 0) answer.append(buffer, static_cast<std::size_t>(step));
    }
    answer.pop_back();
    return answer;
}

Peer::~Peer() {
    if (m_process < 0) return;
    close(m_in);  // the end of its input ends it
    close(m_out);
    waitpid(m_process, nullptr, 0);
}

}  // namespace rollscope::fuzz
