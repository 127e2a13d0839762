package dev.fovea.publish.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.BaselineJpeg;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.Origin;
import dev.fovea.dicom.Tag;
import dev.fovea.dicom.net.StoreClient.Encoding;
import dev.fovea.exams.FrozenExam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// A report as a picture (PS3.3 A.8.1). Pure.
final class SecondaryCapture {
    private SecondaryCapture() {}

    /// Compressed for whoever takes that; for others with the pixels of the same JPEG, as the same object. Those
    /// are 6 MB, and encoding them takes three times as much of the heap for a moment: they are made only when
    /// they are sent.
    static DicomObject of(Modules modules, byte[] jpeg) {
        BaselineJpeg form;
        try {
            form = BaselineJpeg.read(jpeg);
        } catch (DicomException e) {
            throw new IllegalStateException("the summary is not such a picture: " + e.reason(), e);
        }
        List<Encoding> encodings = new ArrayList<>();
        encodings.add(new Encoding(BaselineJpeg.SYNTAX, () -> {
            Attributes set = described(modules, form, jpeg.length);
            form.into(set, jpeg);
            return set.encoded();
        }));
        encodings.addAll(Modules.plain(() -> {
            Attributes set = described(modules, form, jpeg.length);
            form.plainInto(set, jpeg);
            return set;
        }));
        return modules.end(encodings);
    }

    /// All but the pixels.
    private static Attributes described(Modules modules, BaselineJpeg form, int bytes) {
        Attributes set = modules.begin()
                .text(Tags.IMAGE_TYPE, "CS", "DERIVED", "SECONDARY")
                .text(Tags.CONVERSION_TYPE, "CS", "WSD")
                .text(Tags.PATIENT_ORIENTATION, "CS")
                .text(Tags.BURNED_IN, "CS", "YES")
                .text(Tags.DERIVATION, "ST", "Summary of a screening, drawn of its photographs. " + Modules.AID);
        eye(set, modules.frozen());
        List<Origin> photographs = List.copyOf(modules.study().photographs().values());
        if (!photographs.isEmpty()) {
            set.items(
                    Tags.SOURCE_IMAGES,
                    photographs.stream().map(ContentItem::reference).toList());
        }
        lossy(set, form, bytes);
        return set;
    }

    /// The eye when the photographs show only one; else the attribute of the series, empty, because it is of both
    /// (PS3.3 C.7.3.1 allows only one of the two attributes).
    private static void eye(Attributes set, FrozenExam frozen) {
        List<String> shown = frozen.captures().stream()
                .map(SecondaryCapture::letter)
                .distinct()
                .toList();
        if (shown.size() == 1 && !shown.getFirst().isEmpty()) {
            set.text(Tag.IMAGE_LATERALITY, "CS", shown.getFirst());
        } else {
            set.text(Tag.LATERALITY, "CS");
        }
    }

    private static String letter(JsonNode capture) {
        return switch (capture.path("laterality").asText()) {
            case "OD" -> "R";
            case "OS" -> "L";
            default -> "";
        };
    }

    /// PS3.3 C.7.6.1.1.5: what was lost stays lost, however the pixels go out.
    private static void lossy(Attributes set, BaselineJpeg form, int bytes) {
        BigDecimal ratio = new BigDecimal((long) form.rows() * form.columns() * form.samples())
                .divide(new BigDecimal(bytes), 2, RoundingMode.HALF_UP);
        set.text(Tags.LOSSY, "CS", "01")
                .text(Tags.LOSSY_RATIO, "DS", ratio.toPlainString())
                .text(Tags.LOSSY_METHOD, "CS", "ISO_10918_1");
    }
}
