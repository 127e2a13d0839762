package dev.fovea.distill;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.bytedeco.pytorch.Tensor;

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

    /// Numbers come from Java onto the processor; a tensor of a step must be where the network is.
    @ArchTest
    static final ArchRule NO_STEP_MAKES_A_TENSOR_FAR_FROM_ITS_NETWORK = noClasses()
            .that()
            .resideInAnyPackage("dev.fovea.distill.train", "dev.fovea.distill.loss")
            .should()
            .callMethodWhere(target(name("create")).and(target(owner(equivalentTo(Tensor.class)))));
}
