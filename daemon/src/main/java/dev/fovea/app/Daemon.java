package dev.fovea.app;

import dev.fovea.camera.CameraProfiles;
import dev.fovea.camera.Cameras;
import dev.fovea.cameras.CameraSet;
import dev.fovea.dicom.DicomUnwrapper;
import dev.fovea.dicom.net.Commitments;
import dev.fovea.dicom.net.Listener;
import dev.fovea.grading.Grader;
import dev.fovea.http.Web;
import dev.fovea.ingest.dicom.DicomIntake;
import dev.fovea.ingest.folder.WatchFolder;
import dev.fovea.jetson.BoxWatch;
import dev.fovea.publish.metrics.Meters;
import dev.fovea.results.Results;
import dev.fovea.scheduler.Ticker;
import dev.fovea.spool.InFlight;
import dev.fovea.spool.Spool;
import dev.fovea.spool.Surroundings;
import dev.fovea.statistics.DriftWatch;
import dev.fovea.store.DataFolder;
import dev.fovea.store.Database;
import dev.fovea.store.StoreState;
import java.time.InstantSource;
import java.util.Optional;

/// The whole daemon. Read [#start] to know the system.
public final class Daemon implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Daemon.class.getName());

    private final Teardown teardown;
    private final Web web;
    private final Report report;

    private Daemon(Teardown teardown, Web web, Report report) {
        this.teardown = teardown;
        this.web = web;
        this.report = report;
    }

    /// Starts with the real clock, on the CPU; a GPU, if there is one, takes over later.
    public static Daemon start(DaemonConfig config) {
        Meters meters = new Meters(Version.text(), Ticker.SYSTEM::nanos);
        return start(config, Engines.real(config, meters), meters, Ticker.SYSTEM, InstantSource.system());
    }

    /// Starts from the inside out, so that nothing is reachable before what it needs is running. When it returns,
    /// the daemon listens and is ready, or says on its status why it is not.
    ///
    /// @throws dev.fovea.bundle.BundleException when a configured model is refused
    /// @throws dev.fovea.store.StoreException when another process uses the data folder, or it is unusable
    /// @throws dev.fovea.engine.EngineException when a GPU is required and there is none
    static Daemon start(DaemonConfig config, Engines engines, Meters meters, Ticker ticker, InstantSource clock) {
        Teardown teardown = new Teardown();
        try {
            engines.check();
            LoadedModels models = teardown.add(new LoadedModels(config.models(), engines.onCpu()));
            LoadedModels.Loading loading = models.beginLoading();

            Database database = teardown.add(Database.open(new DataFolder(config.dataFolder()), config.store()));
            InFlight inFlight = InFlight.open(database);
            Handover handover = new Handover();
            Results results =
                    teardown.add(Results.open(database, config.results(), ticker::nanos, handover::retried, meters));
            Surroundings around = Surroundings.quiet(clock, ticker::nanos)
                    .withSecondsPerImage(handover::secondsPerImage)
                    .withAccepted((capture, took) -> handover.accepted(results, capture, took))
                    .withMetrics(meters);
            Spool spool = teardown.add(Spool.open(database, config.spool(), around));

            loading.await();
            if (database.state() instanceof StoreState.Ok) {
                Cameras cameras = new CameraProfiles(new DataFolder(config.dataFolder()).cameras());
                Grader.Parts work = new Grader.Parts(
                        spool, inFlight, results, models, cameras, new DicomUnwrapper(), ticker, clock, meters);
                handover.to(teardown.add(Grader.start(work, config.grading())));
            }

            Acceleration acceleration = teardown.add(engines.acceleration(models));
            Report.Parts seen = new Report.Parts(models, database, spool, results, handover, acceleration::status);
            Report report = new Report(config, seen, clock);
            meters.watch(report.readings());
            BoxWatch box = teardown.add(BoxWatch.start(config.box(), clock));
            meters.watch(box::latest);
            DriftWatch drift = teardown.add(DriftWatch.start(database, config.drift()));
            meters.watchDrift(drift::figures);
            CameraSet eyes = teardown.add(config.connect(ticker::nanos));
            meters.cameras(eyes::statuses);
            Commitments commitments = new Commitments();
            Doors.Parts parts =
                    new Doors.Parts(models, database, spool, results, report, box, drift, eyes, commitments, meters);
            Web web = Doors.open(config, parts, clock, teardown);
            acceleration.start();
            config.dicom().ifPresent(settings -> {
                DicomIntake intake = new DicomIntake(Doors.desk(config, spool));
                teardown.add(Listener.start(settings, intake, commitments, meters.dicom()));
            });
            config.folder()
                    .ifPresent(settings ->
                            teardown.add(WatchFolder.start(settings, Doors.folderDesk(config, spool), ticker::nanos)));
            return new Daemon(teardown, web, report);
        } catch (RuntimeException | Error e) {
            teardown.closeAfter(e);
            throw e;
        }
    }

    /// The port it listens on.
    public int port() {
        return web.port();
    }

    /// Why it does not answer photographs; empty when it does.
    public Optional<String> trouble() {
        return report.trouble();
    }

    /// What a service manager should know.
    public Heartbeat.Health health() {
        return new Heartbeat.Health(report.trouble(), report.engineTrouble());
    }

    /// Stops taking anything new, finishes what is in flight within `stop.drain-max`, leaves the rest in the spool.
    /// Idempotent.
    @Override
    public void close() {
        LOG.log(System.Logger.Level.DEBUG, "stopping");
        teardown.close();
    }
}
