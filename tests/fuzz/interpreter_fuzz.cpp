// The interpreter: any program ends within its gas, the same way each time, watched or not.
#include "tests/fuzz/machine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace rollscope;
    fuzz::Input input(data, size);
    const fuzz::Scene scene = fuzz::anyScene(input);
    const std::string first = fuzz::runScene(scene);
    fuzz::Watch watch;
    ASSERT(fuzz::runScene(scene, &watch) == first);
    ASSERT(fuzz::runScene(scene) == first);
    return 0;
}
