package dev.fovea.publish.dicom;

import dev.fovea.exams.FrozenExam;
import dev.fovea.exams.Report;

/// Makes the objects that finished exams become. Any thread; nothing is kept.
public final class DicomObjects {
    private final Equipment equipment;
    private final Originals originals;
    private final Rendering rendering;

    public DicomObjects(Equipment equipment, Originals originals, Rendering rendering) {
        this.equipment = equipment;
        this.originals = originals;
        this.rendering = rendering;
    }

    public ObjectSource of(Kind kind) {
        return report -> make(report, kind);
    }

    private DicomObject make(Report report, Kind kind) {
        FrozenExam frozen = FrozenExam.read(report);
        Modules modules = new Modules(frozen, Study.of(frozen, originals, equipment.zone()), equipment, kind);
        return switch (kind) {
            case SR3D, SR -> StructuredReport.of(modules);
            case PDF -> EncapsulatedPdf.of(modules, rendering.pdf(report));
            case SC -> SecondaryCapture.of(modules, rendering.jpeg(report));
        };
    }
}
