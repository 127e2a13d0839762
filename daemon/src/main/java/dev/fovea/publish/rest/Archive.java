package dev.fovea.publish.rest;

import dev.fovea.model.CaptureId;
import dev.fovea.results.CaptureQuery;
import dev.fovea.results.CaptureView;
import dev.fovea.results.Event;
import dev.fovea.results.Page;
import dev.fovea.results.Results;
import dev.fovea.results.Subscription;
import java.util.Optional;
import java.util.function.Consumer;

/// What these routes ask of the results; each method as in [Results].
public interface Archive {
    Optional<CaptureView> find(CaptureId id);

    Page page(CaptureQuery query);

    void retry(CaptureId id);

    Subscription subscribe(long afterEvent, Consumer<Event> listener);

    static Archive of(Results results) {
        return new Archive() {
            @Override
            public Optional<CaptureView> find(CaptureId id) {
                return results.find(id);
            }

            @Override
            public Page page(CaptureQuery query) {
                return results.page(query);
            }

            @Override
            public void retry(CaptureId id) {
                results.retry(id);
            }

            @Override
            public Subscription subscribe(long afterEvent, Consumer<Event> listener) {
                return results.subscribe(afterEvent, listener);
            }
        };
    }
}
