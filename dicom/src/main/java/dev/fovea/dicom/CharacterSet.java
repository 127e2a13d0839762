package dev.fovea.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the texts of a data set are written: Specific Character Set (0008,0005), with the escapes of ISO 2022 where
/// it names several (PS3.3 C.12.1.1.2).
record CharacterSet(Charset first) {
    private static final byte ESCAPE = 0x1b;

    /// Nothing but ASCII may then stand there, but cameras write Latin all the same. Latin-1 keeps every byte, so
    /// that two patients' keys never become one.
    static final CharacterSet UNNAMED = new CharacterSet(StandardCharsets.ISO_8859_1);

    /// By the registration number that the defined terms end in.
    private static final Map<String, String> CHARSETS = Map.ofEntries(
            Map.entry("6", "ISO-8859-1"),
            Map.entry("13", "JIS_X0201"),
            Map.entry("100", "ISO-8859-1"),
            Map.entry("101", "ISO-8859-2"),
            Map.entry("109", "ISO-8859-3"),
            Map.entry("110", "ISO-8859-4"),
            Map.entry("126", "ISO-8859-7"),
            Map.entry("127", "ISO-8859-6"),
            Map.entry("138", "ISO-8859-8"),
            Map.entry("144", "ISO-8859-5"),
            Map.entry("148", "ISO-8859-9"),
            Map.entry("166", "TIS-620"),
            Map.entry("203", "ISO-8859-15"),
            Map.entry("192", "UTF-8"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GBK"));

    /// What an escape sequence switches the upper half to; those that switch the lower half to two bytes are below.
    private static final Map<String, String> UPPER_HALF = Map.ofEntries(
            Map.entry("-A", "ISO-8859-1"),
            Map.entry("-B", "ISO-8859-2"),
            Map.entry("-C", "ISO-8859-3"),
            Map.entry("-D", "ISO-8859-4"),
            Map.entry("-F", "ISO-8859-7"),
            Map.entry("-G", "ISO-8859-6"),
            Map.entry("-H", "ISO-8859-8"),
            Map.entry("-L", "ISO-8859-5"),
            Map.entry("-M", "ISO-8859-9"),
            Map.entry("-T", "TIS-620"),
            Map.entry("-b", "ISO-8859-15"),
            Map.entry(")I", "JIS_X0201"),
            Map.entry("$)C", "EUC-KR"),
            Map.entry("$)A", "GB2312"));

    /// Two bytes a character in the lower half; the JDK's decoder takes the escape along.
    private static final Map<String, String> TWO_BYTES = Map.of("$B", "ISO-2022-JP", "$(D", "ISO-2022-JP-2");

    /// @param names the attribute's values; an unknown or absent first one is taken as [#UNNAMED]
    static CharacterSet named(List<String> names) {
        return names.stream()
                .findFirst()
                .map(name -> name.substring(name.lastIndexOf(' ') + 1))
                .flatMap(number -> Optional.ofNullable(CHARSETS.get(number)))
                .map(name -> new CharacterSet(Charset.forName(name)))
                .orElse(UNNAMED);
    }

    String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        Charset upper = first;
        Charset now = first;
        byte[] prefix = {};
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != ESCAPE) {
                continue;
            }
            text.append(piece(prefix, bytes, from, at, now));
            String escape = escape(bytes, at + 1);
            if (TWO_BYTES.containsKey(escape)) {
                now = Charset.forName(TWO_BYTES.getOrDefault(escape, ""));
                prefix = ("\u001b" + escape).getBytes(StandardCharsets.US_ASCII);
            } else {
                upper = UPPER_HALF.containsKey(escape)
                        ? Charset.forName(UPPER_HALF.getOrDefault(escape, ""))
                        : escape.equals("(J") ? Charset.forName("JIS_X0201") : upper;
                now = upper;
                prefix = new byte[0];
            }
            at += escape.length();
            from = Math.min(at + 1, bytes.length);
        }
        return text.append(piece(prefix, bytes, from, bytes.length, now)).toString();
    }

    /// An escape is made of bytes up to 0x2f and one more.
    private static String escape(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] >= 0x20 && bytes[end] <= 0x2f && end < from + 2) {
            end++;
        }
        end = Math.min(end + 1, bytes.length);
        return new String(bytes, from, Math.max(0, end - from), StandardCharsets.ISO_8859_1);
    }

    private static String piece(byte[] prefix, byte[] bytes, int from, int to, Charset charset) {
        if (prefix.length == 0) {
            return new String(bytes, from, to - from, charset);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(prefix);
        whole.write(bytes, from, to - from);
        return whole.toString(charset);
    }
}
