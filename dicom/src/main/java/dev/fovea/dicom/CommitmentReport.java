package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an archive says about its commitment to keep objects (storage commitment, PS3.4 J.3.3).
///
/// @param transaction UID of the request that it answers
/// @param kept SOP Instance UIDs that it will keep
/// @param failed its reasons (0008,1197) for those that it will not, by SOP Instance UID; -1 where it gives none
public record CommitmentReport(String transaction, Set<String> kept, Map<String, Integer> failed) {
    private static final int REFERENCED_CLASS = 0x00081150;
    private static final int REFERENCED_INSTANCE = 0x00081155;
    private static final int TRANSACTION = 0x00081195;
    private static final int FAILURE_REASON = 0x00081197;
    private static final int FAILED = 0x00081198;
    private static final int REFERENCED = 0x00081199;

    public CommitmentReport {
        kept = Set.copyOf(kept);
        failed = Map.copyOf(failed);
    }

    /// The request that such a report answers (PS3.4 J.3.2), for one object.
    public static Attributes request(String transaction, String sopClass, String sopInstance) {
        Attributes object =
                new Attributes().text(REFERENCED_CLASS, "UI", sopClass).text(REFERENCED_INSTANCE, "UI", sopInstance);
        return new Attributes().text(TRANSACTION, "UI", transaction).items(REFERENCED, List.of(object));
    }

    /// @param dataSet little-endian
    /// @param explicit whether its elements say their value representation
    /// @throws DicomException when it breaks off, or names no transaction
    public static CommitmentReport read(byte[] dataSet, boolean explicit) throws DicomException {
        DataSet set = DataSet.read(ByteBuffer.wrap(dataSet).order(ByteOrder.LITTLE_ENDIAN), 0, explicit);
        String transaction = set.text(TRANSACTION)
                .orElseThrow(() -> new DicomException("a report on storage commitment names no transaction"));
        Set<String> kept = new HashSet<>();
        for (DataSet item : set.items(REFERENCED)) {
            item.text(REFERENCED_INSTANCE).ifPresent(kept::add);
        }
        Map<String, Integer> failed = new HashMap<>();
        for (DataSet item : set.items(FAILED)) {
            int reason = item.unsigned(FAILURE_REASON, 0).orElse(-1);
            item.text(REFERENCED_INSTANCE).ifPresent(instance -> failed.put(instance, reason));
        }
        return new CommitmentReport(transaction, kept, failed);
    }
}
