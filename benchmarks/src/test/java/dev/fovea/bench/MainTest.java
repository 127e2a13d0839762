package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final CommandLine line = Main.commandLine();

    @Test
    void everyBenchmarkSaysWhatItMeasures() {
        assertThat(line.getSubcommands().values()).hasSize(14).allSatisfy(command -> {
            assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .hasSizeGreaterThan(80)
                    // A percent sign alone is a broken format to picocli.
                    .doesNotContainPattern("(?<!%)%(?!%)");
            assertThat(command.getUsageMessage()).contains("--help");
        });
    }

    @Test
    void aWrongOptionIsWrongUsageAndNotAShortfall() {
        StringWriter err = new StringWriter();
        line.setErr(new PrintWriter(err));

        assertThat(line.execute("path", "--no-such-option")).isEqualTo(64);
        assertThat(line.execute()).isEqualTo(64);
        assertThat(err.toString()).contains("--no-such-option");
    }
}
