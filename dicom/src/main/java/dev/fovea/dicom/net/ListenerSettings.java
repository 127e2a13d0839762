package dev.fovea.dicom.net;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The listener's limits.
///
/// @param host address to listen on, `dicom.host`
/// @param port 0 takes a free one, `dicom.port`
/// @param title our application entity title; a call for another one is rejected, `dicom.title`
/// @param callers titles that may call, empty: all, `dicom.callers`
/// @param associationsMax at one time; one more is rejected, `dicom.associations-max`
/// @param pduBytesMax the largest PDU we ask for and take, `dicom.pdu-bytes-max`
/// @param objectBytesMax the largest data set, `spool.size-max`
/// @param silenceMax how long a PDU may take once it began, the first one from the connection on,
///     `dicom.silence-max`
/// @param idleMax how long an association may rest between two PDUs, `dicom.idle-max`
/// @param tls empty: none
public record ListenerSettings(
        String host,
        int port,
        String title,
        Set<String> callers,
        int associationsMax,
        long pduBytesMax,
        long objectBytesMax,
        Duration silenceMax,
        Duration idleMax,
        Optional<TlsSettings> tls) {
    public ListenerSettings {
        callers = Set.copyOf(callers);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("dicom.port must be 0 to 65535, was " + port);
        }
        checkTitle("dicom.title", title);
        callers.forEach(caller -> checkTitle("dicom.callers", caller));
        if (associationsMax < 1) {
            throw new IllegalArgumentException("dicom.associations-max must be at least 1, was " + associationsMax);
        }
        if (pduBytesMax < 4_096 || pduBytesMax > 16 << 20) {
            throw new IllegalArgumentException("dicom.pdu-bytes-max must be 4KiB to 16MiB, was " + pduBytesMax);
        }
        if (!silenceMax.isPositive() || !idleMax.isPositive()) {
            throw new IllegalArgumentException(
                    "dicom.silence-max and dicom.idle-max must be positive, were " + silenceMax + " and " + idleMax);
        }
    }

    static void checkTitle(String key, String title) {
        if (!title.matches("[ -\\[\\]-~]{1,16}") || title.isBlank()) {
            throw new IllegalArgumentException(
                    key + " must be 1 to 16 characters of ASCII without a backslash, was \"" + title + "\"");
        }
    }
}
