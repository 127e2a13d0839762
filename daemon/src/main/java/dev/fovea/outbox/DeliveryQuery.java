package dev.fovea.outbox;

import java.util.Optional;

/// Which deliveries to show, the latest first.
///
/// @param before only those with a smaller number
/// @param limit 1 to 200
public record DeliveryQuery(
        Optional<Delivery.State> state, Optional<String> exam, Optional<String> destination, long before, int limit) {}
