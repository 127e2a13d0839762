package dev.fovea.publish.dicom;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Origin;
import dev.fovea.dicom.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report as a structured report (PS3.3 A.35.3 and A.35.13). Pure.
///
/// It is complete, and nobody verified it: finishing an exam is no signature that an archive could check.
final class StructuredReport {
    private StructuredReport() {}

    static DicomObject of(Modules modules) {
        Attributes set = modules.begin()
                .items(Tags.PERFORMED_STEP, List.of())
                .items(Tags.PROCEDURE_CODES, List.of())
                .text(Tags.COMPLETION, "CS", "COMPLETE")
                .text(Tags.VERIFICATION, "CS", "UNVERIFIED")
                .items(
                        Tags.CODING_SCHEMES,
                        List.of(new Attributes()
                                .text(Tags.CODING_SCHEME, "SH", Code.OURS)
                                .text(Tags.CODING_SCHEME_UID, "UI", Code.OURS_UID)
                                .text(Tags.CODING_SCHEME_NAME, "ST", "Fovea")));
        if (!modules.study().photographs().isEmpty()) {
            set.items(Tags.EVIDENCE, List.of(evidence(modules.study())));
        }
        new MeasurementReport(modules).root().writeTo(set);
        return modules.end(set, Modules.EXPLICIT_LITTLE_ENDIAN);
    }

    /// Every photograph that the tree refers to, by its series (PS3.3 table C.17-3).
    private static Attributes evidence(Study study) {
        Map<String, List<Attributes>> bySeries = new LinkedHashMap<>();
        for (Origin photograph : study.photographs().values()) {
            bySeries.computeIfAbsent(photograph.series().orElseThrow(), _ -> new ArrayList<>())
                    .add(ContentItem.reference(photograph));
        }
        List<Attributes> series = new ArrayList<>();
        bySeries.forEach((uid, photographs) -> series.add(
                new Attributes().items(Tags.REFERENCED_SOPS, photographs).text(Tag.SERIES, "UI", uid)));
        return new Attributes()
                .items(Tags.REFERENCED_SERIES, series)
                .text(Tag.STUDY, "UI", study.study().uid());
    }
}
