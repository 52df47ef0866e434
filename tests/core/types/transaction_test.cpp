#include "node/core/types/transaction.h"

#include <gtest/gtest.h>

#include <set>

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/crypto/native_precompiles.h"
#include "tests/core/base/vectors.h"

namespace rollscope::types {
namespace {

Address addressText(std::string_view text) {
    return addressFromHex(text).value();
}

// EIP-155's example.
Transaction exampleTransaction() {
    Transaction tx;
    tx.chainId = 1;
    tx.nonce = 9;
    tx.maxFeePerGas = tx.maxPriorityFeePerGas = U256{20'000'000'000};
    tx.gasLimit = 21'000;
    tx.to = addressText("0x3535353535353535353535353535353535353535");
    tx.value = U256{1'000'000'000'000'000'000};
    tx.signature = {
        0,
        u256FromQuantity("0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276")
            .value(),
        u256FromQuantity("0x67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83")
            .value()};
    return tx;
}

// One of each type, every field in use.
std::vector<Transaction> oneOfEach() {
    std::vector<Transaction> all;
    for (const TxType type :
         {TxType::legacy, TxType::accessList, TxType::dynamicFee, TxType::blob, TxType::deposit}) {
        Transaction tx;
        tx.type = type;
        tx.gasLimit = 1'000'000;
        tx.to = addressText("0x00000000000000000000000000000000000000aa");
        tx.value = U256{1} << 90;
        tx.data = Bytes(100, 0x5a);
        if (type == TxType::deposit) {
            tx.sourceHash = crypto::emptyKeccak;
            tx.from = addressText("0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001");
            tx.mint = U256{5};
            tx.isSystem = true;
            all.push_back(tx);
            continue;
        }
        tx.chainId = 31338;
        tx.nonce = 300;
        tx.maxFeePerGas = tx.maxPriorityFeePerGas = U256{1000};
        tx.signature = {1, U256{77}, U256{88}};
        if (type != TxType::legacy) tx.accessList = {{*tx.to, {Hash{}, crypto::emptyKeccak}}, {}};
        if (type >= TxType::dynamicFee) tx.maxPriorityFeePerGas = U256{3};
        if (type == TxType::blob) {
            tx.maxFeePerBlobGas = U256{9};
            tx.blobVersionedHashes = {crypto::emptyKeccak};
        }
        all.push_back(tx);
    }
    return all;
}

TEST(Transaction, eip155sExampleEncodesSignsAndRecovers) {
    const Transaction tx = exampleTransaction();
    EXPECT_EQ(
        toHex(encodeTransaction(tx)),
        "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a7640000"
        "8025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f"
        "761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83");
    EXPECT_EQ(toHex(signingHash(tx).view()),
              "0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
    EXPECT_EQ(senderOf(tx, host::nativePrecompiles()),
              addressText("0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f"));
    EXPECT_EQ(decodeTransaction(encodeTransaction(tx)), tx);
}

TEST(Transaction, everyTypeRoundTrips) {
    for (Transaction tx : oneOfEach()) {
        const Bytes bytes = encodeTransaction(tx);
        const auto read = decodeTransaction(bytes);
        ASSERT_TRUE(read) << read.error().text();
        EXPECT_EQ(*read, tx);
        EXPECT_EQ(transactionHash(tx), crypto::keccak256(bytes));
        if (tx.type == TxType::blob) continue;
        tx.to.reset();
        EXPECT_EQ(decodeTransaction(encodeTransaction(tx)), tx);
    }
}

TEST(Transaction, everyCutOrLongerEncodingIsRefused) {
    for (const Transaction& tx : oneOfEach()) {
        Bytes bytes = encodeTransaction(tx);
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            ASSERT_FALSE(decodeTransaction(BytesView{bytes}.first(length)));
        }
        bytes.push_back(0);
        ASSERT_FALSE(decodeTransaction(bytes));
    }
}

TEST(Transaction, signaturesThatEip2RefusesAreRefused) {
    const U256 half =
        u256FromQuantity("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0")
            .value();
    Transaction tx = exampleTransaction();
    const auto code = [&] {
        const auto read = decodeTransaction(encodeTransaction(tx));
        return read ? ErrorCode::none : read.error().code;
    };
    tx.signature.s = half;
    EXPECT_EQ(code(), ErrorCode::none);
    tx.signature.s = half + U256{1};
    EXPECT_EQ(code(), ErrorCode::invalidSignature);
    tx.signature.s = U256{};
    EXPECT_EQ(code(), ErrorCode::invalidSignature);
    tx.signature.s = half;
    tx.signature.r = U256{};
    EXPECT_EQ(code(), ErrorCode::invalidSignature);
    tx.signature.r = ~U256{};
    EXPECT_EQ(code(), ErrorCode::invalidSignature);
}

TEST(Transaction, unknownTypesAreNamed) {
    EXPECT_EQ(decodeTransaction(Bytes{0x05, 0xc0}).error().code,
              ErrorCode::transactionTypeNotSupported);
    EXPECT_EQ(decodeTransaction(Bytes{0x00, 0xc0}).error().code,
              ErrorCode::transactionTypeNotSupported);
    EXPECT_EQ(decodeTransaction({}).error().code, ErrorCode::invalidTransaction);
}

TEST(Transaction, effectivePriceIsCappedByTheMaximum) {
    Transaction tx;
    tx.maxFeePerGas = U256{100};
    tx.maxPriorityFeePerGas = U256{10};
    EXPECT_EQ(effectiveGasPrice(tx, 50), U256{60});
    EXPECT_EQ(effectiveGasPrice(tx, 95), U256{100});
    tx.maxFeePerGas = tx.maxPriorityFeePerGas = ~U256{};
    EXPECT_EQ(effectiveGasPrice(tx, 50), ~U256{});
}

TEST(Transaction, createAddressesAreTheKnownOnes) {
    const Address sender = addressText("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0");
    EXPECT_EQ(createAddress(sender, 0), addressText("0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d"));
    EXPECT_EQ(createAddress(sender, 1), addressText("0x343c43a37d37dff08ae8c4a11544c718abb4fcf8"));
}

// Rules that need a chain's configuration or an intrinsic gas table are the state's, not the
// form's.
const std::set<std::string> rulesOfTheState{"INTRINSIC_GAS_TOO_LOW", "INITCODE_SIZE_EXCEEDED",
                                            "GASLIMIT_PRICE_PRODUCT_OVERFLOW", "NONCE_TOO_BIG"};

TEST(Transaction, ethereumsVectorsDecodeAsTold) {
    const auto files = vectors::files("prim-ethereum/dev/TransactionTests");
    SKIP_WITHOUT_VECTORS(files);
    const crypto::PrecompileHost& native = host::nativePrecompiles();
    int cases = 0;
    for (const QString& file : files) {
        const QJsonObject tests = vectors::read(file).object();
        for (auto test = tests.begin(); test != tests.end(); ++test) {
            const std::string name = test.key().toStdString();
            const QJsonObject results = test.value()[QStringLiteral("result")].toObject();
            QJsonObject result = results[QStringLiteral("Cancun")].toObject();
            if (result.isEmpty()) result = results[QStringLiteral("Shanghai")].toObject();
            const auto bytes = vectors::hex(test.value()[QStringLiteral("txbytes")].toString());
            ++cases;
            const auto tx = decodeTransaction(bytes.value_or(Bytes{}));
            const auto sender = tx ? senderOf(*tx, native) : Result<Address>{failFrom(tx)};
            const std::string refusal = result[QStringLiteral("exception")]
                                            .toString()
                                            .section(QLatin1Char('.'), -1)
                                            .toStdString();
            if (refusal.empty()) {
                ASSERT_TRUE(sender) << name << ": " << sender.error().text();
                EXPECT_EQ(toHex(transactionHash(*tx).view()),
                          result[QStringLiteral("hash")].toString().toStdString())
                    << name;
                EXPECT_EQ(toHex(sender->view()),
                          result[QStringLiteral("sender")].toString().toStdString())
                    << name;
                EXPECT_EQ(encodeTransaction(*tx), *bytes) << name;
            } else if (refusal == "INVALID_CHAINID") {
                EXPECT_TRUE(!tx || tx->chainId.value_or(1) != 1) << name;
            } else if (!rulesOfTheState.contains(refusal)) {
                EXPECT_FALSE(sender) << name << " should be " << refusal;
            }
        }
    }
    EXPECT_GT(cases, 100);
}

}  // namespace
}  // namespace rollscope::types
