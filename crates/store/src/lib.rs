//! The port: what the record can be asked and told; its SQLite adapter.
