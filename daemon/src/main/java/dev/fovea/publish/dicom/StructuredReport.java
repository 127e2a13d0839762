package dev.fovea.publish.dicom;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Origin;
import dev.fovea.dicom.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report as a structured report (PS3.3 A.35.3 and A.35.13). Pure.
///
/// It is complete, and nobody verified it: finishing an exam is no signature that an archive could check.
final class StructuredReport {
    private StructuredReport() {}

    /// @param predecessor what the edition before became, which this one takes the place of
    static DicomObject of(Modules modules, Optional<Modules> predecessor) {
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
        predecessor.ifPresent(before -> set.items(Tags.PREDECESSORS, List.of(document(before))));
        if (!modules.study().photographs().isEmpty()) {
            set.items(Tags.EVIDENCE, List.of(evidence(modules.study())));
        }
        new MeasurementReport(modules).root().writeTo(set);
        return modules.end(Modules.plain(() -> set));
    }

    /// PS3.3 C.17.2.2.
    private static Attributes document(Modules modules) {
        Attributes document = new Attributes()
                .text(Tags.REFERENCED_CLASS, "UI", modules.kind().sopClass())
                .text(Tags.REFERENCED_INSTANCE, "UI", modules.instance());
        return hierarchy(modules.study(), List.of(series(modules.series(), List.of(document))));
    }

    /// Every photograph that the tree refers to, by its series (PS3.3 table C.17-3).
    private static Attributes evidence(Study study) {
        Map<String, List<Attributes>> bySeries = new LinkedHashMap<>();
        for (Origin photograph : study.photographs().values()) {
            bySeries.computeIfAbsent(photograph.series().orElseThrow(), _ -> new ArrayList<>())
                    .add(ContentItem.reference(photograph));
        }
        List<Attributes> series = new ArrayList<>();
        bySeries.forEach((uid, photographs) -> series.add(series(uid, photographs)));
        return hierarchy(study, series);
    }

    private static Attributes series(String uid, List<Attributes> objects) {
        return new Attributes().items(Tags.REFERENCED_SOPS, objects).text(Tag.SERIES, "UI", uid);
    }

    private static Attributes hierarchy(Study study, List<Attributes> series) {
        return new Attributes()
                .items(Tags.REFERENCED_SERIES, series)
                .text(Tag.STUDY, "UI", study.study().uid());
    }
}
