package dev.fovea.cameras;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A program with all that it starts, in a session of their own: a signal reaches them together, whoever has been
/// started meanwhile and whichever of them has already ended. One that leaves the session is not reached.
///
/// @param first the program itself
/// @param session whether there is a session; without `setsid` (util-linux) its descendants are signalled one by one
record Family(Process first, boolean session) {
    private static final System.Logger LOG = System.getLogger(Family.class.getName());
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    static Family start(Recipe recipe) throws IOException {
        List<String> words = recipe.words();
        boolean session = Files.isExecutable(SETSID);
        List<String> command = session
                ? Stream.concat(Stream.of(SETSID.toString()), words.stream()).toList()
                : words;
        ProcessBuilder builder = new ProcessBuilder(command);
        if (recipe.told().isEmpty()) {
            builder.redirectInput(new File("/dev/null"));
        }
        builder.environment().put("LC_ALL", "C");
        Process first = builder.start();
        tell(first, recipe.told());
        return new Family(first, session);
    }

    /// Some hundred bytes, which a pipe takes at once.
    private static void tell(Process first, String told) {
        if (told.isEmpty()) {
            return;
        }
        try (OutputStream in = first.getOutputStream()) {
            in.write(told.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a camera's program ended before it was told its camera", e);
        }
    }

    /// Asks all of them to end.
    void end() {
        if (session) {
            signal("TERM");
            // There is no session yet in the first moment of its life.
            first.destroy();
        } else {
            // What it started may hold the pipe open, and reading would then never end.
            List<ProcessHandle> started = first.descendants().toList();
            first.destroy();
            started.forEach(ProcessHandle::destroy);
        }
    }

    /// Ends all of them.
    void kill() {
        if (session) {
            signal("KILL");
            first.destroyForcibly();
        } else {
            List<ProcessHandle> started = first.descendants().toList();
            first.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " -- -" + first.pid())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "what a camera's program started may go on", e);
            first.destroyForcibly();
        }
    }
}
