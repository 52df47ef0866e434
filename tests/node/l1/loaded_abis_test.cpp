#include "node/l1/loaded_abis.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace rollscope::l1 {
namespace {

constexpr auto vault = R"({
  "contractName": "Vault",
  "abi": [
    {"type": "constructor", "inputs": [{"name": "owner", "type": "address"}]},
    {"type": "receive", "stateMutability": "payable"},
    {"type": "function", "name": "settle", "inputs": [
       {"name": "orders", "type": "tuple[]", "components": [
          {"name": "maker", "type": "address"},
          {"name": "price", "type": "tuple", "components": [
             {"name": "units", "type": "int64"}, {"name": "tags", "type": "bytes4[2]"}]},
          {"name": "memo", "type": "string"}]},
       {"name": "strict", "type": "bool"}],
     "outputs": [{"name": "filled", "type": "uint256"}, {"name": "", "type": "string[]"}]},
    {"type": "event", "name": "Settled", "inputs": [
       {"name": "id", "type": "uint256", "indexed": true},
       {"name": "note", "type": "string", "indexed": true},
       {"name": "pair", "type": "uint8[2]", "indexed": true},
       {"name": "sum", "type": "int256"}]},
    {"type": "error", "name": "TooLate", "inputs": [
       {"name": "deadline", "type": "uint64"}, {"name": "", "type": "uint64"}]}
  ],
  "bytecode": "0x00", "deployedBytecode": {"object": "0x6000"}
})";

Bytes bytesOf(std::string_view text) {
    return {text.begin(), text.end()};
}

AbiValue text(std::string_view words) {
    return abi(bytesOf(words));
}

AbiValue tags(std::uint8_t first) {
    Hash one{};
    one[0] = first;
    return abiTuple({abi(one), abi(Hash{})});
}

Bytes settleCall() {
    Address maker{};
    maker[19] = 7;
    const AbiValue price = abiTuple({abi(U256{} - U256{5}), tags(0xab)});
    const AbiValue order = abiTuple({abi(maker), price, text("late, but \"fine\"")});
    return abiCall("settle((address,(int64,bytes4[2]),string)[],bool)",
                   {abiArray({order}), abi(U256{1})});
}

class LoadedAbisTest : public testing::Test {
protected:
    void SetUp() override {
        m_dir = std::filesystem::temp_directory_path() /
                ("rollscope-abis-" + std::to_string(::getpid()));
        std::filesystem::remove_all(m_dir);
        open();
    }
    void TearDown() override {
        abis.reset();
        m_database.reset();
        std::filesystem::remove_all(m_dir);
    }
    void open() {
        abis.reset();
        m_database.reset();
        m_database = storage::Database::open(m_dir).value();
        abis = LoadedAbis::open(*m_database).value();
    }
    Result<api::AbiView> load(std::string_view json, const QString& name = {}) {
        return abis->load(api::Layer::l2, at, bytesOf(json), name);
    }
    /// What a refusal says.
    std::string refusal(std::string_view json) {
        const auto loaded = load(json);
        return loaded ? "taken" : loaded.error().text();
    }

    Address at{{{0x11, 0x22}}};
    std::unique_ptr<LoadedAbis> abis;

private:
    std::filesystem::path m_dir;
    std::unique_ptr<storage::Database> m_database;
};

TEST_F(LoadedAbisTest, anArtifactTellsNameAndContents) {
    const auto loaded = load(vault);
    ASSERT_TRUE(loaded.has_value()) << loaded.error().text();
    EXPECT_EQ(loaded->name, QStringLiteral("Vault"));
    EXPECT_EQ(loaded->functions, 1U);
    EXPECT_EQ(loaded->events, 1U);
    EXPECT_EQ(loaded->errors, 1U);
    EXPECT_EQ(load(vault, QStringLiteral(" My\nvault ")).value().name, QStringLiteral("My vault"));
    // forge: no name but in solc's metadata
    const auto forge = load(R"({"abi": [{"type": "function", "name": "f", "inputs": []}],
        "metadata": {"settings": {"compilationTarget": {"src/Pot.sol": "Pot"}}}})");
    EXPECT_EQ(forge.value().name, QStringLiteral("Pot"));
}

TEST_F(LoadedAbisTest, callsAreToldInWords) {
    ASSERT_TRUE(load(vault).has_value());
    const Bytes input = settleCall();
    EXPECT_FALSE(decodeCall(input).has_value());
    const auto call = decodeCall(input, abis->of(api::Layer::l2, at).get());
    ASSERT_TRUE(call.has_value());
    EXPECT_EQ(call->contract, QStringLiteral("Vault"));
    EXPECT_EQ(call->function, QStringLiteral("settle"));
    ASSERT_EQ(call->arguments.size(), 2U);
    EXPECT_EQ(call->arguments[0].type, QStringLiteral("(address,(int64,bytes4[2]),string)[]"));
    EXPECT_EQ(call->arguments[0].value,
              QStringLiteral("[(maker 0x0000000000000000000000000000000000000007, price (units -5, "
                             "tags [0xab000000, 0x00000000]), memo \"late, but \"fine\"\")]"));
    EXPECT_EQ(call->arguments[1].value, QStringLiteral("true"));
    // the same bytes elsewhere are not guessed at
    EXPECT_EQ(abis->of(api::Layer::l1, at), nullptr);
    EXPECT_EQ(abis->of(api::Layer::l2, Address{}), nullptr);
}

TEST_F(LoadedAbisTest, returnedValuesAreToldInWords) {
    ASSERT_TRUE(load(vault).has_value());
    const auto book = abis->of(api::Layer::l2, at);
    const Bytes output = abiEncode({abi(U256{9}), abiArray({text("a"), text("b")})});
    const auto values = decodeReturned(settleCall(), output, book.get());
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0].name, QStringLiteral("filled"));
    EXPECT_EQ(values[0].value, QStringLiteral("9"));
    EXPECT_EQ(values[1].value, QStringLiteral("[\"a\", \"b\"]"));
    EXPECT_TRUE(decodeReturned(settleCall(), Bytes(31, 1), book.get()).empty());
}

TEST_F(LoadedAbisTest, eventsAndErrorsAreToldInWords) {
    ASSERT_TRUE(load(vault).has_value());
    const auto book = abis->of(api::Layer::l2, at);
    types::Log log;
    log.topics = {abiTopic("Settled(uint256,string,uint8[2],int256)"), toHash(U256{3}),
                  abiTopic("note"), abiTopic("pair")};
    log.data = abiEncode({abi(U256{} - U256{1})});
    const auto event = decodeLog(log, book.get());
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(event->arguments[0].value, QStringLiteral("3"));
    // of a string or a list the log has only the hash
    EXPECT_EQ(event->arguments[1].value, QString::fromStdString(toHex(abiTopic("note").view())));
    EXPECT_EQ(event->arguments[2].value, QString::fromStdString(toHex(abiTopic("pair").view())));
    EXPECT_EQ(event->arguments[3].value, QStringLiteral("-1"));
    log.topics.pop_back();
    EXPECT_FALSE(decodeLog(log, book.get()).has_value());
    const Bytes late = abiCall("TooLate(uint64,uint64)", {abi(U256{10}), abi(U256{12})});
    EXPECT_EQ(explainRevert(late, book.get()), QStringLiteral("TooLate(deadline 10, 12)"));
    EXPECT_EQ(explainRevert(late), QString::fromStdString(toHex(late)));
}

TEST_F(LoadedAbisTest, theyOutliveTheNodeUntilForgotten) {
    ASSERT_TRUE(load(vault).has_value());
    open();
    ASSERT_EQ(abis->list().size(), 1U);
    EXPECT_EQ(abis->list()[0].name, QStringLiteral("Vault"));
    EXPECT_EQ(abis->list()[0].address, at);
    EXPECT_TRUE(decodeCall(settleCall(), abis->of(api::Layer::l2, at).get()).has_value());
    EXPECT_TRUE(abis->forget(api::Layer::l2, at).has_value());
    EXPECT_EQ(abis->forget(api::Layer::l2, at).error().code, ErrorCode::notFound);
    open();
    EXPECT_TRUE(abis->list().empty());
}

TEST_F(LoadedAbisTest, aRefusalSaysWhatIsWrongAndKeepsTheOldOne) {
    ASSERT_TRUE(load(vault).has_value());
    const auto says = [&](std::string_view json, std::string_view part) {
        const std::string text = refusal(json);
        EXPECT_NE(text.find(part), std::string::npos) << text;
    };
    says("", "no JSON");
    says("{\"abi\": [", "no JSON");
    says("<html>", "no JSON");
    says("{\"bytecode\": \"0x\"}", "no \"abi\" list");
    says("[]", "no function, event or error");
    says("[{\"type\": \"fallback\"}]", "no function, event or error");
    const std::string good = R"({"type": "function", "name": "f", "inputs": []})";
    says("[" + good + ", 7]", "entry 2: no object");
    says("[" + good + R"(, {"type": "function"}])", "entry 2: function without a \"name\"");
    says(R"([{"type": "modifier", "name": "m"}])", "entry 1: \"type\" is \"modifier\"");
    says(R"([{"type": "event", "name": "E", "inputs": [{"type": "uint7"}]}])",
         "entry 1: event E: argument 1: unknown type uint7");
    says(R"([{"name": "f", "inputs": {}}])", "\"inputs\" is no list");
    says(R"([{"name": "f", "inputs": [], "outputs": [{"type": "tuple"}]}])",
         "output 1: a tuple without \"components\"");
    says(R"x([{"name": "f", "inputs": [{"type": "(uint256)"}]}])x", "unknown type (uint256)");
    says(R"([{"name": "f", "inputs": [{"type": ""}]}])", "no \"type\"");
    says(R"([{"name": "f", "inputs": [{"type": "uint256[99999][99999][99999]"}]}])",
         "unknown type");
    EXPECT_EQ(abis->list()[0].name, QStringLiteral("Vault"));
    EXPECT_TRUE(decodeCall(settleCall(), abis->of(api::Layer::l2, at).get()).has_value());
}

TEST_F(LoadedAbisTest, whatIsTooMuchIsRefused) {
    std::string type = R"({"type": "uint256"})";
    for (int i = 0; i < 40; ++i) type = R"({"type": "tuple", "components": [)" + type + "]}";
    EXPECT_NE(refusal(R"([{"name": "f", "inputs": [)" + type + "]}]").find("nested more than"),
              std::string::npos);
    std::string brackets(400'000, '[');
    for (std::size_t i = 1; i < brackets.size(); i += 2) brackets[i] = ']';
    EXPECT_NE(refusal(R"([{"name": "f", "inputs": [{"type": "uint256)" + brackets + R"("}]}])")
                  .find("unknown type"),
              std::string::npos);
    std::string many = "[";
    for (int i = 0; i < 5'001; ++i) many += R"({"type":"receive"},)";
    many.back() = ']';
    EXPECT_NE(refusal(many).find("5001 entries"), std::string::npos);
    const auto sized = [&](std::size_t size) {
        return load(R"([{"name": ")" + std::string(size, 'f') + R"(", "inputs": []}])");
    };
    EXPECT_TRUE(sized(1'000'000).has_value());
    EXPECT_EQ(sized(1'100'000).error().code, ErrorCode::requestTooLarge);
    EXPECT_EQ(sized(5'000'000).error().code, ErrorCode::requestTooLarge);
}

TEST_F(LoadedAbisTest, wildBytesAreNoCall) {
    ASSERT_TRUE(load(vault).has_value());
    const auto book = abis->of(api::Layer::l2, at);
    const Bytes whole = settleCall();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        static_cast<void>(decodeCall(part, book.get()));
        static_cast<void>(explainRevert(part, book.get()));
    }
    for (std::size_t at = 4; at < whole.size(); ++at) {
        Bytes wild = whole;
        wild[at] = 0xff;
        static_cast<void>(decodeCall(wild, book.get()));
    }
    // a thousand offsets to the same bytes would be copied a thousand times
    ASSERT_TRUE(load(R"([{"name": "f", "inputs": [{"type": "bytes[]"}]}])").has_value());
    Bytes bomb = abiCall("f(bytes[])", {});
    const auto put = [&](std::uint64_t word) { append(bomb, toHash(U256{word}).view()); };
    put(32);
    put(1'000);
    for (int i = 0; i < 1'000; ++i) put(32'000);
    put(10'000);
    bomb.resize(bomb.size() + 10'016);
    EXPECT_FALSE(decodeCall(bomb, abis->of(api::Layer::l2, at).get()).has_value());
}

}  // namespace
}  // namespace rollscope::l1
