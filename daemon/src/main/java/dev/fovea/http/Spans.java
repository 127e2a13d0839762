package dev.fovea.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time in a URL: `250ms`, `2s`.
public final class Spans {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s)");

    private Spans() {}

    /// @throws Refusal 400 for anything but a span from 0 to the longest
    public static Duration parse(String name, String text, Duration max) {
        Matcher matcher = SPAN.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration span = matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
            if (span.compareTo(max) <= 0) {
                return span;
            }
        }
        throw Refusal.badRequest(
                name + " must be a time such as 250ms or 2s, up to " + max.toMillis() + "ms, was \"" + text + "\"");
    }
}
