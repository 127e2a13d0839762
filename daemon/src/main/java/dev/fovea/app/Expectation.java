package dev.fovea.app;

import dev.fovea.publish.rest.Lists;
import dev.fovea.worklist.ModalityWorklist;
import dev.fovea.worklist.Worklist;
import dev.fovea.worklist.WorklistWatch;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/// Where the worklist is put together with whom it asks.
final class Expectation implements AutoCloseable {
    private final Teardown teardown = new Teardown();
    private final Lists lists;

    private Expectation(WorklistConfig config, Doors.Parts parts, InstantSource clock) {
        Worklist worklist = new Worklist(parts.database(), config.list().itemsMax(), clock, ZoneId.systemDefault());
        Optional<WorklistWatch> watch = config.server()
                .map(server -> WorklistWatch.start(
                        worklist,
                        new ModalityWorklist(server, config.wanted()),
                        config.list(),
                        parts.meters().worklist(() -> worklist.sheet(worklist.today()), clock)));
        watch.ifPresent(teardown::add);
        lists = Lists.of(worklist, watch.isPresent(), () -> watch.flatMap(WorklistWatch::trouble));
    }

    /// From here on somebody is asked, if the settings name anybody.
    static Expectation open(WorklistConfig config, Doors.Parts parts, InstantSource clock) {
        return new Expectation(config, parts, clock);
    }

    Lists lists() {
        return lists;
    }

    @Override
    public void close() {
        teardown.close();
    }
}
