package dev.fovea.publish.rest;

import java.util.List;
import java.util.stream.Collectors;

/// Rows of comma-separated values as RFC 4180 has them, harmless in a spreadsheet. Pure.
final class Csv {
    private Csv() {}

    /// One row with its line end.
    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// A cell that a spreadsheet would take for a formula is led by an apostrophe: a patient key `=HYPERLINK(...)` must
    /// not run on the doctor's machine (OWASP, CSV injection).
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
