package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandCameraTest extends CameraContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void needsAShell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to play a camera");
    }

    /// A script that is read anew for each connection, put in place in one move.
    @Override
    void plays(List<byte[]> pieces, boolean stays) {
        try {
            Path bytes = Files.createTempFile(folder, "pictures", "");
            Files.write(bytes, Pictures.joined(pieces.toArray(byte[][]::new)));
            script("cat " + bytes + (stays ? "\nsleep 600 & wait" : "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void gone() {
        script("echo 'no device of that name' >&2\nexit 3\n");
    }

    private void script(String text) {
        try {
            Path script = Files.writeString(Files.createTempFile(folder, "script", ""), text);
            Files.move(script, folder.resolve("play"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    FrameSource source() {
        return command("/bin/sh", folder.resolve("play").toString());
    }

    private static FrameSource command(String... words) {
        return FrameSource.of(new SourceSettings.Command(List.of(words)), 1 << 20);
    }

    @Test
    void whatAProgramSaidLastIsTheReason() {
        gone();
        Camera started = start();

        CameraStatus refused = until(started, status -> status.state() == CameraState.REFUSED);

        assertThat(refused.trouble()).contains("its program failed with 3: no device of that name");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        Feed feed = command("/nowhere/gst-launch").feed();

        assertThat(catchThrowable(feed::next))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("/nowhere/gst-launch");
        feed.close();
    }

    @Test
    void aProgramThatWillNotEndIsKilled() {
        plays(List.of(SMALL), true);
        script("trap '' TERM\ncat " + picture() + "\nwhile :; do sleep 600; done\n");
        Feed feed = source().feed();
        assertThat(feed.next()).isInstanceOf(Piece.Whole.class);

        feed.close();

        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .map(child -> child.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(folder.toString()));
    }

    /// Each signal to all of a session takes a shell.
    @Test
    void whatAProgramStartedIsAskedToEndOnce() throws Exception {
        Path asked = folder.resolve("asked");
        Path child = Files.writeString(
                folder.resolve("child"),
                "trap 'echo asked >> " + asked + "' TERM\necho up >> " + asked + "\nwhile :; do sleep 0.02; done\n");
        script("sh " + child + " > /dev/null 2>&1 &\ntrap '' TERM\nwhile [ ! -e " + asked + " ]; do sleep 0.02; done\n"
                + "cat " + picture() + "\nwhile :; do sleep 600; done\n");
        Feed feed = source().feed();
        assertThat(feed.next()).isInstanceOf(Piece.Whole.class);
        feed.end();
        lines(asked, 2);

        feed.end();
        feed.close();

        assertThat(asked).hasContent("up\nasked\n");
    }

    private static void lines(Path file, int count) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (Files.readAllLines(file).size() < count) {
            assertThat(System.nanoTime()).as("%s has not %d lines", file, count).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// The pipe stays open in the hands of what the program started.
    @Test
    void whatAProgramLeavesBehindIsEndedToo() {
        script("cat " + picture() + "\nsleep 600 &\n");
        Camera started = start();
        until(started, status -> status.state() == CameraState.LIVE);

        pass(Duration.ofSeconds(20));

        assertThat(until(started, status -> status.tally().frames() == 2)
                        .tally()
                        .stalls())
                .isEqualTo(1);
    }

    private Path picture() {
        try {
            return Files.write(folder.resolve("one.jpg"), SMALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
