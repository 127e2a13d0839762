package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.grading.Model;
import dev.fovea.grading.Models;
import dev.fovea.publish.metrics.Meters;
import dev.fovea.publish.rest.Accelerator;
import dev.fovea.results.Results;
import dev.fovea.spool.Spool;
import dev.fovea.spool.Surroundings;
import dev.fovea.store.DataFolder;
import dev.fovea.store.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void everyTaskWithoutAModelIsTroubleByName() {
        DaemonConfig config = DaemonConfig.defaults();
        Meters meters = new Meters("1", () -> 0);
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(new DataFolder(folder), config.store());
                Results results = Results.open(database, config.results(), () -> 0, _ -> {}, meters);
                Spool spool = Spool.open(database, config.spool(), Surroundings.quiet(clock, () -> 0))) {
            Report report = new Report(
                    config,
                    new Report.Parts(new NoModels(), database, spool, results, new Handover(), () -> Accelerator.OFF),
                    clock);

            assertThat(report.trouble()).contains("fundus4: no model is loaded; oct3: no model is loaded");
            assertThat(report.readings().models()).allSatisfy(model -> {
                assertThat(model.ready().getAsBoolean()).isFalse();
                assertThat(model.queue().get().serving()).isZero();
            });
        }
    }

    private static final class NoModels implements Models {
        @Override
        public Optional<Model> find(String task) {
            return Optional.empty();
        }

        @Override
        public List<Model> all() {
            return List.of();
        }

        @Override
        public Reload reload(String task) {
            return new Reload.Refused("there are none");
        }
    }
}
