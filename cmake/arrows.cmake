# The allowed arrows between folders: each folder, then the folders it may include.
# tests/lint reads this table too, so a link and an include are allowed by the same line.
set(ARROWS
    "node/core/base:"
    "node/core/crypto: node/core/base"
    "node/core/codec: node/core/base node/core/types node/core/crypto"
    "node/core/types: node/core/base node/core/crypto node/core/codec"
    "node/core/merkle: node/core/base node/core/crypto node/core/codec"
    "node/core/evm: node/core/base node/core/crypto node/core/codec node/core/types"
    "node/core/state: node/core/base node/core/crypto node/core/codec node/core/merkle node/core/types node/core/evm"
    "node/core/derive: node/core/base node/core/crypto node/core/codec node/core/merkle node/core/types node/core/state"
    "node/crypto: @core"
    "node/storage: @core"
    "node/api: @core"
    "node/l1: @core node/storage node/api node/crypto node/chain"
    "node/chain: @core node/storage node/api node/crypto"
    "node/keys: @core node/api node/crypto"
    "node/mempool: @core node/api node/chain node/crypto node/storage"
    "node/batcher: @core node/api node/chain node/l1 node/keys node/storage"
    "node/verifier: @core node/api node/chain node/l1 node/storage"
    "node/bridge: @core node/api node/chain node/l1 node/storage"
    "node/dispute: @core node/api node/chain node/l1 node/keys node/storage"
    "node/sequencer: @core node/api node/chain node/l1 node/mempool node/crypto node/storage"
    "node/embedded: @core node/api node/crypto node/storage node/l1 node/chain node/keys node/mempool node/batcher node/verifier node/bridge node/dispute node/sequencer"
    "node/rpc: @core node/api"
    "ui/text: node/api node/core/base node/core/types"
    "ui/models: ui/text node/api node/core/base node/core/types"
    "ui/widgets: ui/text node/api node/core/base node/core/types"
    "ui/dialogs: ui/text ui/models ui/widgets node/api node/core/base node/core/types"
    "ui/pages: ui/text ui/models ui/widgets ui/dialogs node/api node/core/base node/core/types"
    "ui/window: ui/text ui/models ui/widgets ui/dialogs ui/pages node/api node/core/base node/core/types"
)
set(CORE_FOLDERS node/core/base node/core/crypto node/core/codec node/core/types node/core/merkle
                 node/core/evm node/core/state node/core/derive)
