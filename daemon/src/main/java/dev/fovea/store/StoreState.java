package dev.fovea.store;

/// Whether the database can be trusted with new photographs.
public sealed interface StoreState {
    /// It can.
    record Ok() implements StoreState {}

    /// It cannot; nothing is written and nothing is deleted until a person acts.
    ///
    /// @param reason one sentence: what is wrong
    /// @param advice one sentence: what to do
    record ReadOnly(String reason, String advice) implements StoreState {}
}
