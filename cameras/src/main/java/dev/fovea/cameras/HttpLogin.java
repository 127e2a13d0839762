package dev.fovea.cameras;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a name and a password answer to a camera that asks for them over HTTP: Digest (RFC 7616, and RFC 2069 where the
/// camera names no `qop`) before Basic (RFC 7617), because Digest never sends the password.
final class HttpLogin {
    /// A longer header is no challenge of a camera's, and is not looked at.
    private static final int CHALLENGE_MAX = 2048;

    /// By their names in Java. A challenge that names none means MD5.
    private static final Map<String, String> HASHES =
            Map.of("SHA-512-256", "SHA-512/256", "SHA-256", "SHA-256", "MD5", "MD5");

    private static final List<String> STRONGEST_FIRST = List.of("SHA-512-256", "SHA-256", "MD5");

    /// A scheme, or a parameter of the scheme before it with its value, quoted or not.
    private static final Pattern WORD = Pattern.compile(
            "([A-Za-z0-9_*.-]++)(?:\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s,\"]*)))?");

    private final String user;
    private final String password;

    HttpLogin(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /// What a camera asks for.
    ///
    /// @param scheme in lower case
    /// @param values by name in lower case
    private record Challenge(String scheme, Map<String, String> values) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }

        String algorithm() {
            String named = value("algorithm").toUpperCase(Locale.ROOT);
            return named.isEmpty() ? "MD5" : named;
        }

        boolean isDigest() {
            return scheme.equals("digest")
                    && HASHES.containsKey(algorithm())
                    && (value("qop").isEmpty() || hasAuth());
        }

        boolean hasAuth() {
            return Stream.of(value("qop").split(","))
                    .anyMatch(qop -> qop.strip().equalsIgnoreCase("auth"));
        }
    }

    /// The `Authorization` for one `GET`; empty if the camera asks for something that is not known here.
    ///
    /// @param asked the `WWW-Authenticate` headers of its 401; without one, Basic is tried
    /// @param target path and query as they are sent
    /// @param cnonce the client's nonce, for this one request
    Optional<String> answer(List<String> asked, String target, String cnonce) {
        List<Challenge> challenges = challenges(asked);
        Optional<Challenge> digest = STRONGEST_FIRST.stream()
                .flatMap(hash -> challenges.stream()
                        .filter(challenge ->
                                challenge.isDigest() && challenge.algorithm().equals(hash)))
                .findFirst();
        if (digest.isPresent()) {
            return Optional.of(digest(digest.get(), target, cnonce));
        }
        boolean basic = asked.isEmpty()
                || challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
        return basic ? Optional.of(basic()) : Optional.empty();
    }

    private static List<Challenge> challenges(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            if (header.length() > CHALLENGE_MAX) {
                continue;
            }
            Matcher word = WORD.matcher(header);
            while (word.find()) {
                String name = word.group(1).toLowerCase(Locale.ROOT);
                String quoted = word.group(2);
                String plain = word.group(3);
                if (quoted == null && plain == null) {
                    challenges.add(new Challenge(name, new HashMap<>()));
                } else if (!challenges.isEmpty()) {
                    String value = quoted == null ? plain : quoted.replaceAll("\\\\(.)", "$1");
                    challenges.getLast().values().putIfAbsent(name, value);
                }
            }
        }
        return challenges;
    }

    private String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 7616, 3.4.1 to 3.4.3.
    private String digest(Challenge challenge, String target, String cnonce) {
        String hash = challenge.algorithm();
        String realm = challenge.value("realm");
        String nonce = challenge.value("nonce");
        String a1 = hex(hash, user + ":" + realm + ":" + password);
        String a2 = hex(hash, "GET:" + target);
        String counted = challenge.hasAuth() ? ":00000001:" + cnonce + ":auth" : "";
        List<String> parts = new ArrayList<>();
        parts.add(username());
        parts.add("realm=" + quoted(realm));
        parts.add("nonce=" + quoted(nonce));
        parts.add("uri=" + quoted(target));
        parts.add("response=" + quoted(hex(hash, a1 + ":" + nonce + counted + ":" + a2)));
        if (!challenge.value("algorithm").isEmpty()) {
            parts.add("algorithm=" + challenge.value("algorithm"));
        }
        if (!challenge.value("opaque").isEmpty()) {
            parts.add("opaque=" + quoted(challenge.value("opaque")));
        }
        if (challenge.hasAuth()) {
            parts.add("qop=auth");
            parts.add("nc=00000001");
            parts.add("cnonce=" + quoted(cnonce));
        }
        return "Digest " + String.join(", ", parts);
    }

    /// A header is ASCII; what is not goes as RFC 7616, 3.4 has it.
    private String username() {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(user)
                ? "username=" + quoted(user)
                : "username*=UTF-8''"
                        + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String hex(String hash, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(String.valueOf(HASHES.get(hash)))
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + hash, e);
        }
    }
}
