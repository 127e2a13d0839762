package dev.fovea.app;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleException;
import dev.fovea.bundle.Trust;
import dev.fovea.camera.ValidationSettings;
import dev.fovea.cameras.CameraSet;
import dev.fovea.dicom.net.ListenerSettings;
import dev.fovea.dicom.net.TlsSettings;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.engine.onnx.Provider;
import dev.fovea.grading.BacklogHold;
import dev.fovea.grading.GradingSettings;
import dev.fovea.http.WebSettings;
import dev.fovea.image.ImageLimits;
import dev.fovea.ingest.folder.FolderSettings;
import dev.fovea.ingest.upload.UploadSettings;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.instances.Recovery;
import dev.fovea.jetson.BoxSettings;
import dev.fovea.model.Priority;
import dev.fovea.publish.kserve.KserveSettings;
import dev.fovea.publish.paper.PaperSettings;
import dev.fovea.results.ResultsSettings;
import dev.fovea.scheduler.BatchPolicy;
import dev.fovea.scheduler.TimeoutAction;
import dev.fovea.spool.SpoolSettings;
import dev.fovea.statistics.DriftSettings;
import dev.fovea.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Everything that can be set, made once at start; each part receives only its own record. The commented file
/// `fovea.properties` beside this class is the documentation, and a test holds the two together.
public record DaemonConfig(
        WebSettings web,
        UploadSettings upload,
        Optional<ListenerSettings> dicom,
        Optional<FolderSettings> folder,
        CameraConfig cameras,
        Path dataFolder,
        ModelSettings models,
        StoreSettings store,
        SpoolSettings spool,
        ResultsSettings results,
        GradingSettings grading,
        InstanceSettings instances,
        KserveSettings kserve,
        ValidationSettings validation,
        BoxSettings box,
        TensorRtSettings tensorRt,
        OutboxConfig outbox,
        PaperSettings paper,
        DriftSettings drift,
        WorklistConfig worklist) {

    /// Which models are served.
    ///
    /// @param tasks the default one first, `models.tasks`
    /// @param folder where bundles lie; without one, the built-in bundles, `models.folder`
    /// @param keys where the clinic's own trusted keys lie, beside the built-in ones, `models.keys`
    /// @param precision in which networks run, where a bundle has that form; without one, as each bundle says,
    ///     `models.precision`
    /// @param provider what ONNX Runtime computes with, if that can be had, `models.provider`
    /// @param unsignedAllowed whether a bundle that nobody signed may answer, `models.unsigned-allowed`
    public record ModelSettings(
            List<String> tasks,
            Optional<Path> folder,
            Optional<Path> keys,
            Optional<String> precision,
            Provider provider,
            boolean unsignedAllowed) {
        private static final Set<String> PRECISIONS = Set.of("fp32", "fp16", "int8");

        public ModelSettings {
            if (tasks.isEmpty()) {
                throw new IllegalArgumentException("models.tasks must name at least one task, was empty");
            }
            if (precision.filter(word -> !PRECISIONS.contains(word)).isPresent()) {
                throw new IllegalArgumentException(
                        "models.precision must be fp32, fp16, int8 or empty, was " + precision.get());
            }
            tasks = List.copyOf(tasks);
        }

        /// Whose signatures count. The keys are read anew each time, as the bundles are.
        ///
        /// @throws dev.fovea.bundle.BundleException when a key cannot be read
        public Trust trust() {
            Trust trust = keys.map(Trust.builtIn()::with).orElseGet(Trust::builtIn);
            return unsignedAllowed ? trust.allowingUnsigned() : trust;
        }

        /// Opens the task's bundle: the one in the folder, else the built-in one.
        ///
        /// @throws dev.fovea.bundle.BundleException with the reason it is refused
        public Bundle bundle(String task) {
            Optional<Path> found =
                    folder.flatMap(models -> Stream.of(models.resolve(task), models.resolve(task + ".zip"))
                            .filter(Files::exists)
                            .findFirst());
            Bundle bundle = found.map(path -> Bundle.open(path, trust())).orElseGet(() -> Bundle.embedded(task));
            if (!bundle.manifest().task().equals(task)) {
                throw new BundleException(
                        "task must be " + task + ", was " + bundle.manifest().task());
            }
            return precision
                    .map(word -> bundle.inPrecision(OnnxEngines.NAME, word))
                    .orElse(bundle);
        }
    }

    public static DaemonConfig defaults() {
        return from(new Settings(Settings.profile()));
    }

    /// @throws IllegalArgumentException with a sentence naming the setting and the value
    public static DaemonConfig read(Path file) {
        return from(Settings.read(file));
    }

    static DaemonConfig from(Settings settings) {
        DaemonConfig config = new DaemonConfig(
                web(settings),
                new UploadSettings(
                        settings.bytes("spool.size-max", "64MiB"),
                        settings.duration("upload.wait-max", "30s"),
                        settings.number("upload.uploads-max", 64),
                        settings.number("upload.waiters-max", 128)),
                dicom(settings),
                folder(settings),
                CameraConfig.of(settings),
                Path.of(settings.text("data.folder", "data")),
                new ModelSettings(
                        settings.list("models.tasks", "fundus4, oct3"),
                        folder(settings, "models.folder"),
                        folder(settings, "models.keys"),
                        Optional.of(settings.text("models.precision", "")).filter(word -> !word.isEmpty()),
                        settings.choice("models.provider", Provider.class, Provider.CPU),
                        settings.flag("models.unsigned-allowed", false)),
                store(settings),
                spool(settings),
                new ResultsSettings(
                        settings.number("results.replay-max", 500), settings.number("results.listeners-max", 64)),
                grading(settings),
                instances(settings),
                kserve(settings),
                new ValidationSettings(settings.number("validation.images-min", 30)),
                new BoxSettings(
                        Path.of(settings.text("box.root", "/")),
                        settings.duration("box.period", "5s"),
                        settings.duration("box.tool-max", "3s")),
                TensorRtSettings.of(settings),
                OutboxConfig.of(settings),
                PaperConfig.of(settings),
                new DriftSettings(settings.number("drift.window", 200), settings.number("drift.reference", 500)),
                WorklistConfig.of(settings));
        settings.nothingElse();
        return config;
    }

    /// Connects to the cameras in the settings, and waits for none.
    public CameraSet connect(LongSupplier nanos) {
        return CameraSet.start(cameras.cameras(), cameras.watchdog(), cameras.bytesMax(), nanos);
    }

    /// The same, elsewhere: what the command line may override.
    public DaemonConfig at(WebSettings otherWeb, Path otherFolder) {
        return new DaemonConfig(
                otherWeb,
                upload,
                dicom,
                folder,
                cameras,
                otherFolder,
                models,
                store,
                spool,
                results,
                grading,
                instances,
                kserve,
                validation,
                box,
                tensorRt,
                outbox,
                paper,
                drift,
                worklist);
    }

    private static WebSettings web(Settings settings) {
        return new WebSettings(
                settings.text("http.host", "127.0.0.1"),
                settings.number("http.port", 8042),
                settings.list("http.hosts", ""),
                settings.bytes("http.body-bytes-max", "65MiB"),
                settings.number("http.requests-max", 256),
                settings.number("http.connections-max", 1024),
                settings.duration("http.silence-max", "10s"),
                settings.duration("http.body-max", "2min"),
                settings.duration("http.idle-max", "2h"),
                settings.duration("http.drain-max", "2s"));
    }

    private static Optional<ListenerSettings> dicom(Settings settings) {
        boolean off = settings.text("dicom.port", "").isEmpty();
        ListenerSettings listener = new ListenerSettings(
                settings.text("dicom.host", "127.0.0.1"),
                off ? 0 : settings.number("dicom.port", 0),
                settings.text("dicom.title", "FOVEA"),
                Set.copyOf(settings.list("dicom.callers", "")),
                settings.number("dicom.associations-max", 16),
                settings.bytes("dicom.pdu-bytes-max", "256KiB"),
                settings.bytes("spool.size-max", "64MiB"),
                settings.duration("dicom.silence-max", "15s"),
                settings.duration("dicom.idle-max", "1min"),
                tls(settings));
        return off ? Optional.empty() : Optional.of(listener);
    }

    private static Optional<TlsSettings> tls(Settings settings) {
        String keystore = settings.text("dicom.tls-keystore", "");
        String passwordFile = settings.text("dicom.tls-password-file", "");
        String callers = settings.text("dicom.tls-callers", "");
        if (keystore.isEmpty() != passwordFile.isEmpty() || (keystore.isEmpty() && !callers.isEmpty())) {
            throw new IllegalArgumentException("dicom.tls-keystore and dicom.tls-password-file go together, and"
                    + " dicom.tls-callers needs both; they were \"" + keystore + "\", \"" + passwordFile + "\" and \""
                    + callers + "\"");
        }
        return keystore.isEmpty()
                ? Optional.empty()
                : Optional.of(new TlsSettings(
                        Path.of(keystore),
                        Path.of(passwordFile),
                        callers.isEmpty() ? Optional.empty() : Optional.of(Path.of(callers))));
    }

    private static Optional<FolderSettings> folder(Settings settings) {
        String path = settings.text("folder.path", "");
        FolderSettings folder = new FolderSettings(
                Path.of(path), settings.duration("folder.period", "2s"), settings.duration("folder.still-min", "3s"));
        return path.isEmpty() ? Optional.empty() : Optional.of(folder);
    }

    private static StoreSettings store(Settings settings) {
        return new StoreSettings(
                settings.number("store.readers", 4),
                settings.number("store.group-max", 256),
                settings.number("store.waiting-max", 1024),
                settings.duration("store.wait-max", "30s"),
                settings.bytes("store.check-inline-max", "64MiB"));
    }

    private static SpoolSettings spool(Settings settings) {
        return new SpoolSettings(
                settings.bytes("spool.size-max", "64MiB"),
                settings.number("spool.live-waiting-max", 64),
                settings.number("spool.backlog-waiting-max", 10_000),
                settings.bytes("spool.waiting-bytes-max", "20GiB"),
                settings.bytes("spool.disk-free-min", "512MiB"),
                settings.duration("spool.live-wait-max", "3s"));
    }

    private static GradingSettings grading(Settings settings) {
        int decoders = settings.number("grading.decoders", 0);
        int tensorsMax = settings.number("grading.tensors-max", 16);
        return new GradingSettings(
                decoders == 0 ? Math.min(orCores(0), tensorsMax) : decoders,
                tensorsMax,
                settings.duration("grading.retry-every", "1s"),
                settings.number("grading.crashes-max", 3),
                settings.duration("stop.drain-max", "6s"),
                new BacklogHold(
                        settings.bytes("grading.backlog-inflow-max", "96MiB"),
                        settings.duration("grading.backlog-hold-max", "2s"),
                        settings.bytes("grading.backlog-hold-bytes-max", "10GiB")),
                new ImageLimits(
                        settings.bytes("spool.size-max", "64MiB"),
                        settings.number("image.pixels-max", 64_000_000),
                        settings.number("image.side-max", 20_000)));
    }

    private static InstanceSettings instances(Settings settings) {
        return new InstanceSettings(
                "engine",
                orCores(settings.number("instances.count", 0)),
                new BatchPolicy(
                        settings.number("batch.size-max", 1),
                        settings.list("batch.sizes-preferred", "").stream()
                                .map(Integer::valueOf)
                                .toList(),
                        settings.duration("batch.delay-max", "10ms"),
                        settings.choice("batch.timeout-action", TimeoutAction.class, TimeoutAction.REJECT),
                        settings.number("batch.items-max", 64),
                        settings.bytes("batch.bytes-max", "64MiB"),
                        Priority.values().length),
                new Recovery(
                        settings.duration("recovery.batch-time-max", "5s"),
                        settings.duration("recovery.open-time-max", "1min"),
                        settings.number("recovery.attempts-max", 2),
                        settings.number("recovery.abandoned-max", 4),
                        settings.number("recovery.reopens-max", 3),
                        settings.duration("recovery.backoff-min", "200ms"),
                        settings.duration("recovery.backoff-max", "30s")),
                settings.duration("instances.self-test-every", "10s"),
                settings.duration("stop.drain-max", "6s"));
    }

    private static KserveSettings kserve(Settings settings) {
        return new KserveSettings(
                settings.bytes("kserve.body-bytes-max", "24MiB"),
                settings.bytes("kserve.bytes-in-flight-max", "32MiB"),
                settings.number("kserve.images-max", 64),
                settings.number("kserve.tensors-max", 64),
                settings.duration("kserve.answer-max", "30s"));
    }

    private static Optional<Path> folder(Settings settings, String key) {
        return Optional.of(settings.text(key, ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }

    private static int orCores(int threads) {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
