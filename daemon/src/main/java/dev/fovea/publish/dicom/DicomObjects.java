package dev.fovea.publish.dicom;

import dev.fovea.exams.FrozenExam;
import dev.fovea.exams.Report;
import java.util.Optional;

/// Makes the objects that finished exams become. Any thread; nothing is kept.
public final class DicomObjects {
    private final Equipment equipment;
    private final Originals originals;
    private final Rendering rendering;
    private final Editions editions;

    /// Where the reports lie that were frozen before.
    @FunctionalInterface
    public interface Editions {
        /// Empty when there is no such edition, or it is damaged.
        Optional<Report> of(String exam, int edition);
    }

    public DicomObjects(Equipment equipment, Originals originals, Rendering rendering, Editions editions) {
        this.equipment = equipment;
        this.originals = originals;
        this.rendering = rendering;
        this.editions = editions;
    }

    public ObjectSource of(Kind kind) {
        return report -> make(report, kind);
    }

    private DicomObject make(Report report, Kind kind) {
        Modules modules = modules(report, kind);
        return switch (kind) {
            case SR3D, SR -> StructuredReport.of(modules, predecessor(report, kind));
            case PDF -> EncapsulatedPdf.of(modules, rendering.pdf(report));
            case SC -> SecondaryCapture.of(modules, rendering.jpeg(report));
        };
    }

    private Modules modules(Report report, Kind kind) {
        FrozenExam frozen = FrozenExam.read(report);
        return new Modules(frozen, Study.of(frozen, originals, equipment.zone()), equipment, kind);
    }

    /// Of the edition before; empty also where that never became an object.
    private Optional<Modules> predecessor(Report report, Kind kind) {
        try {
            return editions.of(report.name(), report.edition() - 1).map(before -> modules(before, kind));
        } catch (UnfitReportException none) {
            return Optional.empty();
        }
    }
}
