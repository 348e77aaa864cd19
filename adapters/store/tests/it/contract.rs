mod sqlite_in_memory {
    use kalends_store::SqliteStore;

    kalends_testing::store_contract!(|| SqliteStore::open_in_memory().unwrap());
}

mod sqlite_in_a_file {
    use kalends_store::SqliteStore;

    kalends_testing::shared_store_contract!(|| {
        let directory = tempfile::tempdir().unwrap();
        move || SqliteStore::open(directory.path().join("kalends.db")).unwrap()
    });
}
