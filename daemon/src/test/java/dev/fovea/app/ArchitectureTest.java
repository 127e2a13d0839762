package dev.fovea.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The picture in ARCHITECTURE.md as rules: data flows one way, and each library is known to one room only.
@AnalyzeClasses(packages = "dev.fovea", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_model_knows_only_the_jdk = knowsOnly("model");

    @ArchTest
    static final ArchRule the_image_stage_knows_the_model = knowsOnly("image", "model");

    @ArchTest
    static final ArchRule dicom_knows_model_and_image = knowsOnly("dicom", "model", "image");

    @ArchTest
    static final ArchRule engines_know_nobody = classes()
            .that()
            .resideInAPackage("dev.fovea.engine")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.fovea..")).or(resideInAnyPackage("dev.fovea.engine")));

    @ArchTest
    static final ArchRule drawings_know_the_model = knowsOnly("drawing", "model");

    @ArchTest
    static final ArchRule bundles_know_model_image_and_engine = knowsOnly("bundle", "model", "image", "engine");

    @ArchTest
    static final ArchRule who_builds_engines_knows_bundles_and_engines =
            knowsOnly("trtbuild", "model", "engine", "bundle");

    @ArchTest
    static final ArchRule the_store_knows_the_model = knowsOnly("store", "model");

    @ArchTest
    static final ArchRule the_box_knows_nobody = knowsOnly("jetson");

    @ArchTest
    static final ArchRule photographs_do_not_depend_on_the_box = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.fovea.jetson",
                    "dev.fovea.publish.rest",
                    "dev.fovea.publish.metrics",
                    "dev.fovea.app",
                    "dev.fovea.cli",
                    "dev.fovea.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fovea.jetson");

    @ArchTest
    static final ArchRule connected_cameras_know_nobody = knowsOnly("cameras");

    @ArchTest
    static final ArchRule who_photographs_knows_the_connected_cameras = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.fovea.cameras",
                    "dev.fovea.ingest.camera",
                    "dev.fovea.publish.metrics",
                    "dev.fovea.app",
                    "dev.fovea.cli",
                    "dev.fovea.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fovea.cameras");

    @ArchTest
    static final ArchRule cameras_know_the_model = knowsOnly("camera", "model");

    @ArchTest
    static final ArchRule the_scheduler_knows_priorities_only = knowsOnly("scheduler", "model");

    @ArchTest
    static final ArchRule instances_know_scheduler_and_engine = knowsOnly("instances", "scheduler", "engine", "model");

    @ArchTest
    static final ArchRule the_spool_knows_the_store = knowsOnly("spool", "model", "image", "store");

    @ArchTest
    static final ArchRule results_know_the_store = knowsOnly("results", "model", "store");

    @ArchTest
    static final ArchRule statistics_know_the_results = knowsOnly("statistics", "model", "store", "results");

    @ArchTest
    static final ArchRule exams_know_the_results = knowsOnly("exams", "model", "store", "results");

    @ArchTest
    static final ArchRule the_outbox_knows_the_exams = knowsOnly("outbox", "store", "exams");

    @ArchTest
    static final ArchRule the_worklist_knows_store_and_dicom = knowsOnly("worklist", "store", "dicom");

    @ArchTest
    static final ArchRule ingest_hands_to_the_spool = classes()
            .that()
            .resideInAPackage("dev.fovea.ingest..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.fovea.."))
                    .or(resideInAnyPackage(
                            "dev.fovea.ingest..",
                            "dev.fovea.http",
                            "dev.fovea.spool",
                            "dev.fovea.results",
                            "dev.fovea.model",
                            "dev.fovea.store",
                            "dev.fovea.cameras",
                            "dev.fovea.dicom..")));

    @ArchTest
    static final ArchRule dicom_objects_are_made_of_reports = classes()
            .that()
            .resideInAPackage("dev.fovea.publish.dicom")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.fovea.."))
                    .or(resideInAnyPackage(
                            "dev.fovea.publish.dicom",
                            "dev.fovea.outbox",
                            "dev.fovea.http",
                            "dev.fovea.exams",
                            "dev.fovea.store",
                            "dev.fovea.model",
                            "dev.fovea.dicom..")));

    @ArchTest
    static final ArchRule the_platform_knows_only_the_jdk = knowsOnly("platform");

    @ArchTest
    static final ArchRule the_http_frame_knows_nobody = knowsOnly("http");

    @ArchTest
    static final ArchRule only_the_root_knows_an_engine_by_name = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.fovea.engine.onnx",
                    "dev.fovea.trtbuild",
                    "dev.fovea.app",
                    "dev.fovea.cli",
                    "dev.fovea.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fovea.engine.onnx");

    @ArchTest
    static final ArchRule grading_never_looks_outwards = noClasses()
            .that()
            .resideInAPackage("dev.fovea.grading")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fovea.publish..", "dev.fovea.ingest..", "dev.fovea.app", "dev.fovea.cli");

    @ArchTest
    static final ArchRule nobody_knows_the_root = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fovea.app", "dev.fovea.cli", "dev.fovea.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fovea.app", "dev.fovea.cli");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.fovea.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_root_and_who_builds_know_tensorrt = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.fovea.engine.tensorrt..",
                    "dev.fovea.trtbuild",
                    "dev.fovea.app",
                    "dev.fovea.cli",
                    "dev.fovea.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fovea.engine.tensorrt..");

    @ArchTest
    static final ArchRule the_gpu_knows_only_the_engine = classes()
            .that()
            .resideInAPackage("dev.fovea.engine.cuda")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.fovea.."))
                    .or(resideInAnyPackage("dev.fovea.engine", "dev.fovea.engine.cuda")));

    @ArchTest
    static final ArchRule only_the_onnx_engine_knows_onnx_runtime =
            confined("ai.onnxruntime..", "dev.fovea.engine.onnx", "dev.fovea.bench..");

    @ArchTest
    static final ArchRule only_the_image_stage_knows_opencv =
            confined("org.bytedeco..", "dev.fovea.image", "dev.fovea.bench..");

    @ArchTest
    static final ArchRule only_paper_knows_pdfbox = confined("org.apache.pdfbox..", "dev.fovea.publish.paper");

    @ArchTest
    static final ArchRule only_paper_knows_pdfboxs_fonts = confined("org.apache.fontbox..", "dev.fovea.publish.paper");

    @ArchTest
    static final ArchRule paper_knows_reports_and_how_they_are_asked_for =
            knowsOnly("publish.paper", "exams", "model", "image", "store", "http", "publish.rest");

    @ArchTest
    static final ArchRule only_the_store_and_its_tables_know_sql = confined(
            "java.sql..",
            "dev.fovea.store",
            "dev.fovea.spool",
            "dev.fovea.results",
            "dev.fovea.exams",
            "dev.fovea.outbox",
            "dev.fovea.statistics",
            "dev.fovea.worklist");

    @ArchTest
    static final ArchRule only_the_doors_know_helidon = confined(
            "io.helidon..",
            "dev.fovea.http",
            "dev.fovea.publish..",
            "dev.fovea.ingest..",
            "dev.fovea.app",
            "dev.fovea.cli");

    @ArchTest
    static final ArchRule what_the_doors_share_knows_nobody = knowsOnly("http");

    @ArchTest
    static final ArchRule only_metrics_know_micrometer =
            confined("io.micrometer..", "dev.fovea.publish.metrics", "dev.fovea.app");

    @ArchTest
    static final ArchRule two_rooms_reach_for_native_memory =
            confined("java.lang.foreign..", "dev.fovea.platform", "dev.fovea.engine.cuda");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fovea.app", "dev.fovea.cli", "dev.fovea.bench..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule only_the_command_line_prints = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fovea.cli", "dev.fovea.trtbuild", "dev.fovea.bench..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /// ArchUnit's own option does not know that another module's tests come in a jar.
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/")
                    && !location.contains("-tests.jar")
                    && !location.contains("/fast/test/");
        }
    }

    private static ArchRule knowsOnly(String part, String... others) {
        String[] known = new String[others.length + 1];
        known[0] = "dev.fovea." + part + "..";
        for (int i = 0; i < others.length; i++) {
            known[i + 1] = "dev.fovea." + others[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage(known[0])
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.fovea..")).or(resideInAnyPackage(known)));
    }

    private static ArchRule confined(String library, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
