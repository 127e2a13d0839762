package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.drawing.DrawnEyes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole daemon, started and stopped as a stranger would.
@Timeout(180)
class DemoCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void everyDrawnEyeIsAnsweredThroughHttpAndCalledADrawing() {
        int exit = fovea("demo", "--exit", "--port", "0", "--data", folder.toString());

        assertThat(out.toString()).contains("These are drawings, not photographs.");
        for (DrawnEyes.Sitter sitter : DrawnEyes.demonstration()) {
            assertThat(out.toString()).contains(sitter.shows());
        }
        assertThat(exit).as(out + "\n" + err).isZero();
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void aTakenPortIsNoReasonToFail() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            int exit = fovea("demo", "--exit", "--port", Integer.toString(port), "--data", folder.toString());

            assertThat(err.toString()).contains("port " + port + " is taken");
            assertThat(exit).isZero();
        }
    }

    @Test
    void theDoctorFindsTheDataWholeAfterwards() {
        fovea("demo", "--exit", "--port", "0", "--data", folder.toString());
        out.getBuffer().setLength(0);

        int exit = fovea("doctor", "--data", folder.toString());

        assertThat(out.toString())
                .contains("ok     model fundus4")
                .contains("ok     data: ")
                .contains("ok     photographs: ")
                .doesNotContain("FAULT");
        assertThat(exit).isZero();
    }

    private int fovea(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
