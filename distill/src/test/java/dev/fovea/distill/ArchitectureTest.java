package dev.fovea.distill;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Networks and photographs know of nobody; losses, export and measures each of one; training brings them together,
/// and the commands bring everything together.
@AnalyzeClasses(packages = "dev.fovea.distill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule EACH_ROOM_KNOWS_ONLY_WHAT_IT_STANDS_ON = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.fovea.distill..")
            .layer("net")
            .definedBy("dev.fovea.distill.net")
            .layer("data")
            .definedBy("dev.fovea.distill.data")
            .layer("loss")
            .definedBy("dev.fovea.distill.loss")
            .layer("export")
            .definedBy("dev.fovea.distill.export")
            .layer("measure")
            .definedBy("dev.fovea.distill.measure")
            .layer("train")
            .definedBy("dev.fovea.distill.train")
            .layer("cli")
            .definedBy("dev.fovea.distill.cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("train")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("export")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("loss")
            .mayOnlyBeAccessedByLayers("train", "cli")
            .whereLayer("measure")
            .mayOnlyBeAccessedByLayers("train", "cli")
            .whereLayer("net")
            .mayOnlyBeAccessedByLayers("loss", "export", "train", "cli")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("measure", "train", "cli");
}
