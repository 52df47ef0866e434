// The same calls on our EVM and on an independent one: equal success, output, gas, refund, logs
// and state after.
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/machine.h"
#include "tests/fuzz/peer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace rollscope;
    static fuzz::Peer peer;
    fuzz::Input input(data, size);
    const fuzz::Scene scene = fuzz::anyScene(input);
    const std::string question = fuzz::toJson(scene);
    const std::string ours = fuzz::runScene(scene);
    const std::string theirs = peer.ask(question);
    if (theirs == "\"outside\"") return 0;  // it lacks something that the program uses
    if (ours != theirs) {
        std::fprintf(stderr, "scene  %s\nours   %s\ntheirs %s\n", question.c_str(), ours.c_str(),
                     theirs.c_str());
        std::abort();
    }
    return 0;
}
