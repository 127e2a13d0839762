package dev.fovea.statistics;

import dev.fovea.model.ActivationMap;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import dev.fovea.model.Priority;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import dev.fovea.results.Results;
import dev.fovea.results.ResultsMetrics;
import dev.fovea.results.ResultsSettings;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.DataFolder;
import dev.fovea.store.Database;
import dev.fovea.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A database with photographs of any moment and their answers, written as the daemon writes them.
public final class Archive implements AutoCloseable {
    private static final List<String> CLASSES = List.of("normal", "dr", "glaucoma", "cataract");

    private final Path root;
    private Database database;
    private Results results;
    private int number;

    public Archive(Path root) {
        this.root = root;
        this.database = Database.open(new DataFolder(root), StoreSettings.DEFAULT);
        this.results = results();
    }

    private Results results() {
        return Results.open(database, ResultsSettings.DEFAULT, () -> 0, _ -> {}, ResultsMetrics.NONE);
    }

    public Database database() {
        return database;
    }

    void restart() {
        close();
        database = Database.open(new DataFolder(root), StoreSettings.DEFAULT);
        results = results();
    }

    /// Who, where and when.
    public record Scene(String exam, Laterality eye, String camera, Optional<String> operator, Instant at) {}

    public Capture take(Scene scene, String task) {
        number++;
        Capture capture = new Capture(
                new CaptureId(new UUID(7, number)),
                new Identity(scene.exam(), Optional.empty(), scene.eye(), scene.camera(), scene.operator()),
                task,
                Priority.LIVE,
                scene.at(),
                Sha256.of(Integer.toString(number).getBytes(StandardCharsets.US_ASCII)),
                1000,
                MediaType.JPEG,
                Optional.empty());
        database.write(connection -> {
            CaptureRows.insert(connection, capture, Optional.empty());
            return number;
        });
        return capture;
    }

    /// @param leading index of the class with that probability; the others share the rest
    public void graded(Capture capture, int leading, double probability, boolean unlike) {
        graded(capture, leading, probability, unlike, "1");
    }

    void graded(Capture capture, int leading, double probability, boolean unlike, String version) {
        List<ClassScore> scores = CLASSES.stream()
                .map(name -> {
                    boolean finding = !name.equals("normal");
                    boolean leads = name.equals(CLASSES.get(leading));
                    return new ClassScore(name, finding, leads ? probability : (1 - probability) / 3, 0.5);
                })
                .toList();
        Optional<Novelty> novelty = Optional.of(new Novelty(unlike ? 5 : 1, 3));
        ModelStamp model = new ModelStamp(
                "eye",
                version,
                Sha256.of(version.getBytes(StandardCharsets.US_ASCII)),
                "onnxruntime-cpu",
                "fp32",
                Optional.empty(),
                Optional.empty());
        finish(
                capture,
                Outcome.Findings.of(scores, new ActivationMap(4, 1, 1, new float[4]), novelty),
                Optional.of(model));
    }

    public void ungradable(Capture capture, QualityFault fault) {
        finish(capture, new Outcome.Ungradable(fault), Optional.empty());
    }

    public void failed(Capture capture) {
        finish(capture, new Outcome.Failed(Stage.INFER, "it did"), Optional.empty());
    }

    private void finish(Capture capture, Outcome outcome, Optional<ModelStamp> model) {
        results.finish(new Result(
                capture.id(),
                capture.content(),
                outcome,
                Optional.empty(),
                model,
                StageTimes.NONE,
                capture.arrivedAt().plusSeconds(1)));
    }

    static String name(int leading) {
        return CLASSES.get(leading);
    }

    @Override
    public void close() {
        results.close();
        database.close();
    }
}
