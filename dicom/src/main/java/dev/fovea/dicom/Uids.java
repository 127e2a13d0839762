package dev.fovea.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/// Unique identifiers (PS3.5 chapter 9).
public final class Uids {
    private static final int LENGTH_MAX = 64;
    private static final Pattern FORM = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");

    private Uids() {}

    public static boolean valid(String text) {
        return text.length() <= LENGTH_MAX && FORM.matcher(text).matches();
    }

    /// The same for the same name: `2.25.` and a UUID made from it (PS3.5 B.2).
    public static String named(String name) {
        UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }
}
