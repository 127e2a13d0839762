package dev.fovea.publish.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A browser's form, taken apart. Only as much of RFC 7578 as a browser writes.
final class Multipart {
    private static final Pattern NAME = Pattern.compile("; name=\"([^\"]*)\"");

    private final Map<String, String> fields;
    private final byte[] file;

    Multipart(Map<String, String> fields, byte[] file) {
        this.fields = fields;
        this.file = file;
    }

    /// The text parts by name.
    Map<String, String> fields() {
        return fields;
    }

    /// The bytes of the part called `file`.
    byte[] file() {
        return file;
    }

    static Multipart parse(byte[] body, String contentType) {
        String boundary = "--" + contentType.substring(contentType.indexOf("boundary=") + "boundary=".length());
        // One char per byte, so that positions are positions and no byte changes.
        String text = new String(body, ISO_8859_1);
        Map<String, String> fields = new LinkedHashMap<>();
        byte[] file = {};
        int start = text.indexOf(boundary) + boundary.length();
        for (int end = text.indexOf(boundary, start); end >= 0; end = text.indexOf(boundary, start)) {
            String part = text.substring(start + 2, end - 2);
            int split = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(part.substring(0, split));
            if (!name.find()) {
                throw new IllegalArgumentException("a part without a name: " + part.substring(0, split));
            }
            byte[] content = part.substring(split + 4).getBytes(ISO_8859_1);
            if (name.group(1).equals("file")) {
                file = content;
            } else {
                fields.put(name.group(1), new String(content, UTF_8));
            }
            start = end + boundary.length();
        }
        return new Multipart(fields, file);
    }
}
