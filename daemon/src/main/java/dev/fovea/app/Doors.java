package dev.fovea.app;

import dev.fovea.cameras.CameraSet;
import dev.fovea.dicom.DicomUnwrapper;
import dev.fovea.dicom.net.Commitments;
import dev.fovea.grading.Models;
import dev.fovea.http.Web;
import dev.fovea.image.ImageLimits;
import dev.fovea.ingest.camera.CameraRoutes;
import dev.fovea.ingest.dicom.FrontDesk;
import dev.fovea.ingest.dicom.Inscribed;
import dev.fovea.ingest.dicom.StudyRoutes;
import dev.fovea.ingest.folder.FolderDesk;
import dev.fovea.ingest.upload.Answers;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.ingest.upload.UploadService;
import dev.fovea.jetson.BoxWatch;
import dev.fovea.publish.dicom.DicomObjects;
import dev.fovea.publish.fhir.FhirRoute;
import dev.fovea.publish.kserve.Catalog;
import dev.fovea.publish.kserve.ImageStages;
import dev.fovea.publish.kserve.InferRoutes;
import dev.fovea.publish.kserve.ModelRoutes;
import dev.fovea.publish.kserve.PictureReader;
import dev.fovea.publish.metrics.Meters;
import dev.fovea.publish.metrics.MetricsRoutes;
import dev.fovea.publish.page.PageFiles;
import dev.fovea.publish.paper.PaperRoute;
import dev.fovea.publish.paper.Press;
import dev.fovea.publish.rest.Archive;
import dev.fovea.publish.rest.BoxRoute;
import dev.fovea.publish.rest.CaptureJson;
import dev.fovea.publish.rest.CaptureRoutes;
import dev.fovea.publish.rest.Charts;
import dev.fovea.publish.rest.DeliveryRoutes;
import dev.fovea.publish.rest.DriftRoute;
import dev.fovea.publish.rest.EventRoute;
import dev.fovea.publish.rest.ExamJson;
import dev.fovea.publish.rest.ExamRoutes;
import dev.fovea.publish.rest.ExportRoute;
import dev.fovea.publish.rest.Lists;
import dev.fovea.publish.rest.OpenApiRoute;
import dev.fovea.publish.rest.PictureRoutes;
import dev.fovea.publish.rest.Pictures;
import dev.fovea.publish.rest.StatisticsRoute;
import dev.fovea.publish.rest.StatusRoute;
import dev.fovea.publish.rest.WorklistRoutes;
import dev.fovea.results.Results;
import dev.fovea.scheduler.Ticker;
import dev.fovea.spool.Spool;
import dev.fovea.statistics.DriftWatch;
import dev.fovea.statistics.Statistics;
import dev.fovea.store.Database;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/// Everything that can be reached by HTTP, mounted on one server.
final class Doors {
    private Doors() {}

    /// What stands behind the doors.
    record Parts(
            Models models,
            Database database,
            Spool spool,
            Results results,
            Report report,
            BoxWatch box,
            DriftWatch drift,
            CameraSet cameras,
            Commitments commitments,
            Meters meters) {}

    /// Where DICOM files are handed in, whichever way they come.
    static FrontDesk desk(DaemonConfig config, Spool spool) {
        return new FrontDesk(
                Intake.of(spool),
                config.models().tasks().getFirst(),
                config.spool().sizeMax());
    }

    /// Where the files of the watched folder are handed in.
    static FolderDesk folderDesk(DaemonConfig config, Spool spool) {
        return new FolderDesk(
                Intake.of(spool),
                new Inscribed(),
                config.models().tasks().getFirst(),
                config.spool().sizeMax());
    }

    /// Days are the box's own.
    private static StatisticsRoute statistics(Database database, InstantSource clock) {
        ZoneId zone = ZoneId.systemDefault();
        return new StatisticsRoute(
                new Statistics(database, zone)::ask, () -> clock.instant().atZone(zone));
    }

    /// Opens last: from here on photographs may come.
    ///
    /// @param teardown takes all that is opened here; those who wait are told to go before the server stops
    static Web open(DaemonConfig config, Parts parts, InstantSource clock, Teardown teardown) {
        Spool spool = parts.spool();
        Results results = parts.results();
        Report report = parts.report();
        Meters meters = parts.meters();
        Archive archive = Archive.of(results);
        CaptureJson writer = new CaptureJson(report::cards);
        ExamJson exams = new ExamJson(writer);
        ImageLimits limits = config.grading().limits();
        Pictures pictures = new DrawnPictures(spool, limits, new DicomUnwrapper());
        Press press = new Press(config.paper(), new ReportAlbum(archive, pictures, report::cards), Version.text());
        DicomObjects objects = Writings.of(config.outbox().box(), spool, press, parts.database());
        Outlet outlet =
                teardown.add(Outlet.open(config.outbox(), parts, new Outlet.Words(exams::frozen, objects), clock));
        Charts charts = Charts.of(outlet.exams());
        EventRoute events = new EventRoute(archive, writer, config.results().listenersMax());
        Lists lists =
                teardown.add(Expectation.open(config.worklist(), parts, clock)).lists();
        UploadService.Parts upload = new UploadService.Parts(
                Intake.of(spool), Answers.of(results), writer::receipt, new Inscribed(), config.models()::tasks);
        CameraRoutes cameras = new CameraRoutes(
                new CameraRoutes.Parts(
                        parts.cameras(),
                        Intake.of(spool),
                        Answers.of(results),
                        writer::receipt,
                        config.models()::tasks,
                        () -> new CameraSight(config.grading().limits())),
                config.cameras().shots(),
                clock,
                Ticker.SYSTEM::nanos);
        Catalog catalog = Catalog.of(parts.models());
        ImageStages stages = teardown.add(
                new ImageStages(Runtime.getRuntime().availableProcessors(), () -> PictureReader.of(limits)));
        Web web = teardown.add(Web.start(
                config.web(),
                List.of(
                        new UploadService(upload, config.upload(), clock, meters),
                        new StudyRoutes(
                                desk(config, spool),
                                meters,
                                config.upload().uploadsMax(),
                                config.web().bodyBytesMax()),
                        cameras,
                        new CaptureRoutes(archive, writer),
                        new PictureRoutes(archive, pictures, report::cards),
                        new ExamRoutes(charts, exams),
                        new FhirRoute(charts),
                        new PaperRoute(charts, press),
                        new DeliveryRoutes(outlet.deliveries()),
                        new WorklistRoutes(lists),
                        new ExportRoute(archive, charts),
                        statistics(parts.database(), clock),
                        new DriftRoute(parts.drift()::figures),
                        events,
                        new StatusRoute(report::status),
                        new BoxRoute(parts.box()::latest),
                        new OpenApiRoute(),
                        new ModelRoutes(catalog, Version.text()),
                        new InferRoutes(catalog, stages, config.kserve(), meters.statelessDoor()),
                        new MetricsRoutes(meters),
                        new PageFiles())));
        teardown.add(events);
        teardown.add(cameras);
        teardown.add(results::letGo);
        return web;
    }
}
