// Batches from the border: what each byte means, what it cost, when they are posted.
#include <algorithm>

#include "harness.h"

namespace rollscope {
namespace {

using api::BatchBytes;
using api::Layer;
using api::TxStatus;

class Batches : public Play {
protected:
    /// A batch with `count` transfers of Alice in it; its index.
    std::uint64_t post(int count) {
        api::Intent transfer;
        transfer.kind = api::IntentKind::transferL2;
        transfer.from = alice;
        for (int i = 0; i < count; ++i) {
            transfer.to = bob;
            transfer.amount = ether(10 + static_cast<std::uint64_t>(i));
            hashes.push_back(does(transfer));
        }
        EXPECT_TRUE(reaches(hashes.back(), TxStatus::acceptedInL2));
        return have(node->flush());
    }
    api::BatchDecoding decoding(std::uint64_t index, BatchBytes of) {
        api::DecodingRequest request;
        request.of = of;
        request.limit = 65'536;
        return have(node->batchDecoding(index, request));
    }
    std::vector<Hash> hashes;
};

/// Every byte belongs to exactly one field.
void expectCovered(const api::BatchDecoding& decoding) {
    ASSERT_EQ(decoding.bytes.size(), decoding.total);
    std::uint64_t at = 0;
    for (const auto& field : decoding.fields) {
        EXPECT_EQ(field.offset, at) << field.name.toStdString();
        EXPECT_GT(field.length, 0u);
        EXPECT_FALSE(field.name.isEmpty());
        at = field.offset + field.length;
    }
    EXPECT_EQ(at, decoding.total);
    at = 0;
    for (const auto& section : decoding.sections) {
        EXPECT_EQ(section.offset, at) << section.name.toStdString();
        at = section.offset + section.length;
    }
    EXPECT_EQ(at, decoding.total);
}

TEST_F(Batches, everyByteBelongsToOneField) {
    open();
    const auto index = post(3);
    const auto onL1 = decoding(index, BatchBytes::calldata);
    expectCovered(onL1);
    EXPECT_EQ(onL1.fields.front().name, QStringLiteral("Selector"));
    const auto row = have(node->batch(index)).row;
    const auto isPacked = [](const auto& field) { return field.group == api::BatchGroup::packed; };
    const auto packed = std::find_if(onL1.fields.begin(), onL1.fields.end(), isPacked);
    ASSERT_NE(packed, onL1.fields.end());
    EXPECT_EQ(packed->length + 1, row.sizeBytes);
    const auto columns = decoding(index, BatchBytes::columns);
    expectCovered(columns);
    EXPECT_TRUE(columns.problem.isEmpty());
    EXPECT_EQ(columns.total, row.unpackedBytes);
    EXPECT_EQ(columns.transactions, 3u);
    EXPECT_EQ(columns.blocks, row.lastBlock - row.firstBlock + 1);
}

TEST_F(Batches, aTransactionIsFoundInAllColumns) {
    open();
    const auto index = post(2);
    api::DecodingRequest request;
    request.limit = 0;
    request.transaction = 1;
    const auto fields = have(node->batchDecoding(index, request)).fields;
    const auto valueOf = [&](const char* name) {
        for (const auto& field : fields) {
            if (field.name == QLatin1String(name)) return field.value;
        }
        return QStringLiteral("missing");
    };
    EXPECT_EQ(valueOf("Nonce"), QStringLiteral("1"));
    EXPECT_EQ(valueOf("Value"), QStringLiteral("0.011 ETH"));
    EXPECT_EQ(valueOf("Recipient"), QString::fromStdString(toHex(bob.view())));
    EXPECT_EQ(valueOf("Kind"), QStringLiteral("2: EIP-1559"));
    const auto tx = have(node->transaction(Layer::l2, hashes[1])).tx;
    EXPECT_EQ(valueOf("Signature r"), QString::fromStdString(toHex(toHash(tx.signature.r).view())));
    for (const auto& field : fields) {
        if (!field.transaction || field.name.startsWith(QLatin1String("y parity"))) continue;
        EXPECT_EQ(field.link,
                  QStringLiteral("tx:l2:") + QString::fromStdString(toHex(hashes[1].view())));
    }
    request.transaction = 2;
    EXPECT_TRUE(have(node->batchDecoding(index, request)).fields.empty());
}

TEST_F(Batches, bytesComeInWindowsOfAnySize) {
    open();
    const auto index = post(3);
    const auto whole = decoding(index, BatchBytes::columns);
    api::DecodingRequest request;
    request.limit = 7;
    for (request.offset = 0; request.offset < whole.total; request.offset += 7) {
        const auto window = have(node->batchDecoding(index, request));
        EXPECT_EQ(window.total, whole.total);
        ASSERT_FALSE(window.fields.empty());
        EXPECT_LE(window.fields.front().offset, request.offset);
        const auto& last = window.fields.back();
        EXPECT_GE(last.offset + last.length, request.offset + window.bytes.size());
        EXPECT_TRUE(std::equal(window.bytes.begin(), window.bytes.end(),
                               whole.bytes.begin() + static_cast<std::ptrdiff_t>(request.offset)));
    }
    request.offset = whole.total + 1;
    EXPECT_EQ(refused(node->batchDecoding(index, request)).code, ErrorCode::invalidParams);
    request = {};
    request.limit = 65'537;
    EXPECT_EQ(refused(node->batchDecoding(index, request)).code, ErrorCode::invalidParams);
    EXPECT_EQ(refused(node->batchDecoding(99, {})).code, ErrorCode::notFound);
}

/// All parts of the stream, asked for in pages of 500.
std::vector<api::BatchField> partsOf(api::Node& node, std::uint64_t index) {
    std::vector<api::BatchField> parts;
    for (;;) {
        api::DecodingRequest request;
        request.of = BatchBytes::stream;
        request.part = parts.size();
        request.limit = 500;
        const auto page = have(node.batchDecoding(index, request));
        for (const auto& field : page.fields) parts.push_back(field);
        if (page.fields.empty() || parts.size() >= page.parts) return parts;
    }
}

TEST_F(Batches, theStreamIsReadBitByBitDownToTheTransaction) {
    open();
    const auto index = post(40);
    const auto columns = decoding(index, BatchBytes::columns);
    const auto parts = partsOf(*node, index);
    ASSERT_GT(parts.size(), 100u);
    std::uint64_t bit = 0;
    Bytes unpacked;
    bool copied = false;
    for (const auto& field : parts) {
        ASSERT_TRUE(field.part);
        EXPECT_EQ(field.part->bit, bit) << field.name.toStdString();
        EXPECT_EQ(field.offset, bit / 8);
        bit += field.part->bits;
        EXPECT_EQ(field.part->unpackedOffset, unpacked.size());
        const auto begin = columns.bytes.begin() + static_cast<std::ptrdiff_t>(unpacked.size());
        const Bytes made(begin, begin + static_cast<std::ptrdiff_t>(field.part->unpackedLength));
        append(unpacked, made);
        if (const auto from = field.part->copiedFrom) {
            copied = true;
            EXPECT_LT(*from, field.part->unpackedOffset);
            EXPECT_EQ(columns.bytes[static_cast<std::size_t>(*from)], made.front());
        }
    }
    EXPECT_EQ(unpacked, columns.bytes);
    EXPECT_TRUE(copied);
    const auto row = have(node->batch(index)).row;
    EXPECT_EQ(bit, (row.sizeBytes - 1) * 8);
    EXPECT_EQ(parts[0].name, QStringLiteral("BFINAL"));
    EXPECT_EQ(parts[1].name, QStringLiteral("BTYPE"));
}

TEST_F(Batches, theStreamTellsWhichPartsMakeATransactionAndAByte) {
    open();
    const auto index = post(30);
    api::DecodingRequest request;
    request.of = BatchBytes::stream;
    request.limit = 0;
    request.transaction = 7;
    const auto own = have(node->batchDecoding(index, request)).fields;
    request.of = BatchBytes::columns;
    std::vector<bool> made;
    for (const auto& field : have(node->batchDecoding(index, request)).fields) {
        for (std::uint64_t at = field.offset; at < field.offset + field.length; ++at) {
            EXPECT_TRUE(std::any_of(own.begin(), own.end(),
                                    [at](const auto& part) {
                                        return part.part->unpackedOffset <= at &&
                                               at < part.part->unpackedOffset +
                                                        part.part->unpackedLength;
                                    }))
                << field.name.toStdString() << at;
        }
        if (field.name != QLatin1String("Signature r")) continue;
        // from the byte of the columns to the part that makes it
        api::DecodingRequest one;
        one.of = BatchBytes::stream;
        one.unpacked = field.offset;
        one.limit = 1;
        const auto answer = have(node->batchDecoding(index, one));
        ASSERT_EQ(answer.fields.size(), 1u);
        const auto& part = answer.fields.front();
        EXPECT_TRUE(part.value.contains(QLatin1String("Signature r, transaction 8")))
            << part.value.toStdString();
        EXPECT_EQ(part.link, field.link);
        EXPECT_EQ(part.group, api::BatchGroup::signature);
    }
}

TEST_F(Batches, windowsOfTheStreamHoldThePartsThatTouchThem) {
    open();
    const auto index = post(5);
    const auto whole = decoding(index, BatchBytes::stream);
    const auto parts = partsOf(*node, index);
    EXPECT_EQ(whole.parts, parts.size());
    EXPECT_EQ(whole.fields.size(), parts.size());
    std::uint64_t at = 0;
    for (const auto& section : whole.sections) {
        EXPECT_LE(section.offset, at);  // a byte may be of two
        EXPECT_GE(section.offset + 1, at);
        at = section.offset + section.length;
    }
    EXPECT_EQ(at, whole.total);
    api::DecodingRequest request;
    request.of = BatchBytes::stream;
    request.limit = 5;
    for (request.offset = 0; request.offset < whole.total; request.offset += 5) {
        const auto window = have(node->batchDecoding(index, request));
        ASSERT_FALSE(window.fields.empty());
        const std::uint64_t end = request.offset + window.bytes.size();
        EXPECT_LE(window.fields.front().part->bit, request.offset * 8);
        const auto& last = *window.fields.back().part;
        EXPECT_GE(last.bit + last.bits, end * 8);
        EXPECT_TRUE(std::equal(window.bytes.begin(), window.bytes.end(),
                               whole.bytes.begin() + static_cast<std::ptrdiff_t>(request.offset)));
    }
    request.offset = 0;
    request.part = 0;
    request.limit = 8'193;
    EXPECT_EQ(refused(node->batchDecoding(index, request)).code, ErrorCode::invalidParams);
}

TEST_F(Batches, theFeeThatWasToldIsTheFeeThatIsPaid) {
    open();
    const U256 before = balance(Layer::l2, alice);
    api::CallRequest call;
    call.to = bob;
    call.value = ether(10);
    const auto told = have(node->estimateL1Fee(call));
    post(1);
    const auto tx = have(node->transaction(Layer::l2, hashes[0]));
    ASSERT_TRUE(tx.receipt);
    EXPECT_EQ(tx.receipt->l1GasUsed, told.gasUsed);
    EXPECT_EQ(told.gasUsed, told.bytes * 16 + 160);
    EXPECT_EQ(tx.receipt->l1Fee, U256{tx.receipt->l1GasUsed} * tx.receipt->l1GasPrice);
    EXPECT_GT(tx.receipt->l1Fee, U256{});
    const U256 execution = U256{tx.receipt->gasUsed} * tx.receipt->effectiveGasPrice;
    EXPECT_EQ(before - balance(Layer::l2, alice), ether(10) + execution + tx.receipt->l1Fee);
    // a trace runs the transaction again with the same fee
    const auto changes = have(node->stateChangesOf(Layer::l2, hashes[0]));
    EXPECT_FALSE(changes.empty());
    EXPECT_EQ(have(node->estimateGas(Layer::l2, call, api::BlockTag::latest)), 21'000u);
}

TEST_F(Batches, whoHasAllButTheL1FeeIsRefusedByThePool) {
    open();
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = 31'338;
    tx.gasLimit = 21'000;
    tx.maxFeePerGas = U256{3'000'000'000ULL};
    tx.maxPriorityFeePerGas = U256{1'000'000'000ULL};
    tx.to = bob;
    post(1);
    tx.nonce = 1;
    tx.value = balance(Layer::l2, alice) - U256{21'000} * tx.maxFeePerGas;
    const Error error = refused(node->submit(Layer::l2, *signer.sign(tx, alice)));
    EXPECT_EQ(error.code, ErrorCode::insufficientFunds);
    EXPECT_NE(error.data.find("L1 data fee"), std::string::npos) << error.data;
}

TEST_F(Batches, aDueBatchIsPostedHoweverManyQuestionsAreAsked) {
    open();
    auto policy = have(node->batcherPolicy());
    policy.mode = api::BatchMode::time;
    policy.maxAgeS = 1;
    have(node->setBatcherPolicy(policy));
    api::Intent transfer;
    transfer.kind = api::IntentKind::transferL2;
    transfer.from = alice;
    transfer.to = bob;
    transfer.amount = ether(1);
    const Hash hash = does(transfer);
    QElapsedTimer timer;
    timer.start();
    bool batched = false;
    while (!batched && timer.elapsed() < 10'000) {
        for (int i = 0; i < 50; ++i) have(node->block(Layer::l2, api::BlockTag::latest));
        const TxStatus status = statusOf(hash);
        batched = status == TxStatus::batched || status == TxStatus::asserted;
    }
    EXPECT_TRUE(batched);
}

TEST_F(Batches, thePolicyIsSetAndSurvivesARestart) {
    open();
    auto policy = have(node->batcherPolicy());
    policy.mode = api::BatchMode::manual;
    policy.resubmitAfterS = 90;
    have(node->setBatcherPolicy(policy));
    EXPECT_FALSE(have(node->openBatch()).postsAt);
    close();
    open();
    EXPECT_EQ(have(node->batcherPolicy()), policy);
    policy.maxBytes = 0;
    EXPECT_EQ(refused(node->setBatcherPolicy(policy)).code, ErrorCode::invalidParams);
}

}  // namespace
}  // namespace rollscope
