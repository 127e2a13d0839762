package dev.fovea.publish.dicom;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Origin;
import dev.fovea.dicom.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A report as a PDF inside an object (PS3.3 A.45.1). Pure.
final class EncapsulatedPdf {
    private EncapsulatedPdf() {}

    static DicomObject of(Modules modules, byte[] pdf) {
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(pdf.length)
                .array();
        Attributes set = modules.begin()
                .text(Tags.CONVERSION_TYPE, "CS", "WSD")
                .text(Tag.ACQUISITION_DATE_TIME, "DT")
                .text(Tags.BURNED_IN, "CS", "YES")
                .items(Tags.CONCEPT_NAME, List.of(Codes.REPORT.item()))
                .text(Tags.VERIFICATION, "CS", "UNVERIFIED")
                .text(
                        Tags.DOCUMENT_TITLE,
                        "ST",
                        "Retinal screening, read by a program; edition "
                                + modules.frozen().report().edition())
                .bytes(Tags.DOCUMENT, "OB", pdf)
                .text(Tags.MIME_TYPE, "LO", "application/pdf")
                .bytes(Tags.DOCUMENT_LENGTH, "UL", length);
        List<Origin> photographs = List.copyOf(modules.study().photographs().values());
        if (!photographs.isEmpty()) {
            set.items(
                    Tags.SOURCE_INSTANCES,
                    photographs.stream().map(ContentItem::reference).toList());
        }
        return modules.end(Modules.plain(() -> set));
    }
}
