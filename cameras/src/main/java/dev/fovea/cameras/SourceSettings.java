package dev.fovea.cameras;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a camera is reached.
public sealed interface SourceSettings {
    /// A stream of JPEGs over HTTP (`multipart/x-mixed-replace`).
    ///
    /// @param url of the stream, without a password in it
    /// @param login for a camera that asks for one
    record Mjpeg(URI url, Optional<Login> login) implements SourceSettings {
        public Mjpeg {
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
                throw new IllegalArgumentException("a camera's url must begin with http:// or https:// and a host, was "
                        + (url.getRawUserInfo() == null ? url : "one with a password"));
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException("a camera's url must not carry a password: it belongs into a file");
            }
        }
    }

    /// A name, and a file whose first line is the password. It is read for each connection.
    record Login(String user, Path passwordFile) {
        public Login {
            if (user.isBlank() || user.contains(":")) {
                throw new IllegalArgumentException(
                        "a camera's user must be a name without a colon, was \"" + user + "\"");
            }
        }
    }

    /// A program that writes JPEGs to its standard output, one after the other. It is started without a shell.
    ///
    /// @param words the program and its arguments
    record Command(List<String> words) implements SourceSettings {
        private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

        public Command {
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a camera's command must name a program, was empty");
            }
            words = List.copyOf(words);
        }

        /// The words of a line, parted by spaces. What stands between double quotes is one word; there are no other
        /// signs, because there is no shell.
        public static Command of(String line) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(line);
            while (word.find()) {
                words.add(word.group(1) != null ? word.group(1) : word.group());
            }
            if (words.stream().anyMatch(text -> text.contains("\""))) {
                throw new IllegalArgumentException(
                        "a camera's command must have double quotes in pairs around whole words, was " + line);
            }
            return new Command(words);
        }
    }
}
