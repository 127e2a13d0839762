package dev.fovea.publish.dicom;

import dev.fovea.dicom.Uids;
import java.time.ZoneId;

/// The box, as the objects name it.
///
/// @param serial what tells this box from another of the same archive, 1 to 64 characters
/// @param zone in which the objects' dates and times are meant, unless a photograph's header names another
public record Equipment(String serial, ZoneId zone) {
    static final String MANUFACTURER = "Fovea";

    public Equipment {
        if (serial.isBlank() || !Texts.fits(serial, Texts.LONG_MAX)) {
            throw new IllegalArgumentException("the box's serial must be 1 to " + Texts.LONG_MAX
                    + " characters without a backslash, was \"" + serial + "\"");
        }
    }

    /// The box as an observer (PS3.16 TID 1004).
    String uid() {
        return Uids.named("device\n" + serial);
    }
}
