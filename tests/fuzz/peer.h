// @ethereumjs/evm in a process of its own: a line with a scene in, a line with what came of it out.
#pragma once

#include <sys/types.h>

#include <string>

namespace rollscope::fuzz {

/// The process; it starts with the first question and lives as long as the program.
class Peer {
public:
    Peer() = default;
    ~Peer();
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    /// Its answer to `line`; ends the program when there is none.
    std::string ask(const std::string& line);

private:
    void start();

    pid_t m_process = -1;
    int m_in = -1;   ///< what it reads
    int m_out = -1;  ///< what it writes
};

}  // namespace rollscope::fuzz
