// ABIs of other people's contracts, by layer and address; they outlive the node.
//
// In: JSON that a person or script gives. Out: AbiBooks for those who decode. Any thread.
#pragma once

#include <map>
#include <memory>
#include <shared_mutex>

#include "node/l1/abi_book.h"
#include "node/storage/database.h"

namespace rollscope::l1 {

class LoadedAbis {
public:
    static constexpr std::size_t maxFileBytes = std::size_t{4} << 20;  ///< code and all
    static constexpr qsizetype maxAbiBytes = qsizetype{1} << 20;
    static constexpr std::size_t maxAbis = 500;

    /// Reads what is kept.
    static Result<std::unique_ptr<LoadedAbis>> open(storage::Database& database);

    /// A list of entries, or an artifact of solc, forge or hardhat; on disk when it returns. A
    /// refused one leaves the older one in place.
    Result<api::AbiView> load(api::Layer layer, const Address& address, BytesView json,
                              const QString& name);
    Result<void> forget(api::Layer layer, const Address& address);
    /// By layer and address.
    std::vector<api::AbiView> list() const;
    /// Null when none is loaded.
    std::shared_ptr<const AbiBook> of(api::Layer layer, const Address& address) const;
    /// What the address is called; empty when nobody told.
    QString nameOf(api::Layer layer, const Address& address) const;

private:
    struct Loaded {
        QString name;
        std::shared_ptr<const AbiBook> book;
    };
    using Key = std::pair<api::Layer, Address>;

    explicit LoadedAbis(storage::Database& database) : m_database(database) {}
    static api::AbiView viewOf(const Key& key, const Loaded& loaded);

    storage::Database& m_database;
    mutable std::shared_mutex m_mutex;
    std::map<Key, Loaded> m_abis;
};

}  // namespace rollscope::l1
