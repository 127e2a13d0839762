package dev.fovea.bench.crash;

/// One photograph as one act of a sender: what goes in, and what must come out.
///
/// @param number counts from 0
/// @param exam the visit, shared by a left and a right eye
/// @param patient of that exam
/// @param laterality `OD` or `OS`
/// @param key the idempotency key, the same for every try
/// @param sha256 of its bytes, its alone
/// @param expected the answer computed beforehand
public record Upload(
        int number, String exam, String patient, String laterality, String key, String sha256, Expected expected) {}
