package dev.fovea.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.packaging.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The units as systemd's own judge sees them.
@Timeout(180)
class UnitsTest {
    private static final Path UNITS = Tool.ROOT.resolve("systemd");
    private static final double EXPOSURE_MAX = 2.5;
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");

    @TempDir
    Path folder;

    @Test
    void systemdFindsNothingToSayAboutThem() throws IOException {
        Tool.needed("systemd-analyze", "systemd");
        for (String unit : new String[] {"fovea.service", "fovea-prepare.service"}) {
            // The program is looked for too, and is on a box that has the package.
            String text = Files.readString(UNITS.resolve(unit)).replace("/usr/bin/fovea", "/bin/true");
            Files.writeString(folder.resolve(unit), text);
        }

        Run run =
                Tool.run(folder, "systemd-analyze", "verify", "--man=no", "./fovea.service", "./fovea-prepare.service");

        // Units of the machine itself may have faults of their own.
        assertThat(run.said().lines().filter(line -> line.contains("fovea"))).isEmpty();
        assertThat(run.exit()).as(run.said()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fovea.service", "fovea-prepare.service"})
    void littleIsExposed(String unit) {
        Tool.needed("systemd-analyze", "systemd");
        Run run = Tool.run(UNITS, "systemd-analyze", "security", "--offline=true", "--no-pager", unit);
        assumeTrue(!run.said().contains("unrecognized option"), "this systemd-analyze judges no files");

        Matcher exposure = EXPOSURE.matcher(run.said());

        assertThat(exposure.find()).as(run.said()).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(EXPOSURE_MAX);
    }

    @Test
    void theUserIsMadeAndCannotLogIn() throws IOException {
        Tool.needed("systemd-sysusers", "systemd");
        Path users = UNITS.resolve("fovea.sysusers");
        Files.createDirectory(folder.resolve("etc"));

        Run run = Tool.run(folder, "systemd-sysusers", "--root=" + folder, users.toString());

        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(Files.readAllLines(folder.resolve("etc/passwd")))
                .anyMatch(line -> line.matches("fovea:.*:/var/lib/fovea:/usr/sbin/nologin"));
        assertThat(Files.readAllLines(folder.resolve("etc/group"))).anyMatch(line -> line.matches("video:.*fovea.*"));
    }

    @Test
    void theServiceOnlyCountsAnAliveEngineAsAlive() throws IOException {
        String unit = Files.readString(UNITS.resolve("fovea.service"));

        assertThat(unit).contains("Type=notify\n", "NotifyAccess=main\n", "WatchdogSec=3min\n", "Restart=on-failure\n");
    }
}
