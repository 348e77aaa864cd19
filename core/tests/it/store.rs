//! The in-memory store keeps the contract of stores.

kalends_testing::store_contract!(kalends::store::MemoryStore::new);
