package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.http.WebException;
import dev.fovea.image.ImageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Exit codes 0 to 2 are answers about eyes: whatever goes wrong must end with another one.
class MainTest {
    private final StringWriter err = new StringWriter();

    @Test
    void anErrorIsABugAndNotASignOfDisease() {
        int exit = ended(() -> {
            throw new AssertionError("we were wrong");
        });

        assertThat(exit).isEqualTo(70);
        assertThat(err.toString()).contains("we were wrong").contains("MainTest");
    }

    @Test
    void anExceptionNobodyKnowsIsABug() {
        int exit = ended(() -> {
            throw new IllegalStateException("we were wrong");
        });

        assertThat(exit).isEqualTo(70);
    }

    @Test
    void whatTheWorldDoesIsASentence() {
        assertThat(ended(() -> {
                    throw new WebException("cannot listen at 127.0.0.1", new IOException("taken"));
                }))
                .isEqualTo(3);
        assertThat(ended(() -> {
                    throw new ImageException("no memory to decode a picture", new IOException("none"));
                }))
                .isEqualTo(3);
        assertThat(ended(() -> {
                    throw new IOException("broken pipe");
                }))
                .isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "fovea fail: cannot listen at 127.0.0.1",
                        "fovea fail: no memory to decode a picture",
                        "fovea fail: reading or writing failed: java.io.IOException: broken pipe");
    }

    private int ended(Callable<Integer> work) {
        CommandLine line = Main.commandLine();
        CommandLine fail = new CommandLine(new Fail(work));
        fail.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        fail.getCommandSpec().exitCodeOnExecutionException(ExitCode.SOFTWARE.number());
        line.addSubcommand(fail).setErr(new PrintWriter(err, true));
        return Main.run(line, "fail");
    }

    @Command(name = "fail")
    private record Fail(Callable<Integer> work) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return work.call();
        }
    }
}
