package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Note;
import dev.fovea.cli.Diagnosis.Well;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
    @TempDir
    Path folder;

    @Test
    void onlyJava25IsWell() {
        assertThat(MachineChecks.java(Runtime.Version.parse("25.0.3+9"))).isInstanceOf(Well.class);
        assertThat(MachineChecks.java(Runtime.Version.parse("17.0.15"))).isInstanceOf(Ill.class);
    }

    @Test
    void littleMemoryIsAFault() {
        assertThat(MachineChecks.memory("MemTotal: 2000000 kB\nMemAvailable:    1048576 kB\n"))
                .isEqualTo(new Well("memory", "1.0 GiB available"));
        assertThat(MachineChecks.memory("MemAvailable: 100000 kB")).isInstanceOf(Ill.class);
        assertThat(MachineChecks.memory("")).isInstanceOf(Note.class);
    }

    @Test
    void aClockFromBeforeTheSoftwareIsAFault() {
        assertThat(MachineChecks.clock(Instant.parse("1970-01-01T00:00:07Z"))).isInstanceOf(Ill.class);
        assertThat(MachineChecks.clock(Instant.parse("2026-11-22T00:00:00Z"))).isInstanceOf(Well.class);
    }

    @Test
    void theDiskIsAskedWhereTheDataWillLie() {
        Path later = folder.resolve("not/yet/made");

        assertThat(MachineChecks.freeSpace(later, 1)).isInstanceOf(Well.class);
        assertThat(MachineChecks.freeSpace(later, Long.MAX_VALUE)).isInstanceOf(Ill.class);
        assertThat(later).doesNotExist();
    }

    @Test
    void theWriteTestLeavesNothingBehind() {
        assertThat(MachineChecks.sync(folder)).isNotInstanceOf(Ill.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFault() {
        // Not even root can make a file there.
        assertThat(MachineChecks.sync(Path.of("/proc/self"))).isInstanceOf(Ill.class);
    }

    @Test
    void aSlowDiskIsWorthAWord() {
        assertThat(MachineChecks.synced(Duration.ofMillis(3)))
                .isEqualTo(new Well("disk write", "slowest of 5 syncs took 3.0 ms"));
        assertThat(MachineChecks.synced(Duration.ofMillis(400))).isInstanceOf(Note.class);
    }

    @Test
    void aTakenPortIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(MachineChecks.port("127.0.0.1", taken.getLocalPort())).isInstanceOf(Note.class);
        }
        assertThat(MachineChecks.port("127.0.0.1", 0)).isInstanceOf(Well.class);
    }

    @Test
    void aFaultNamesWhatToDo() {
        assertThat(new Ill("disk", "It is full.", "Free some.").lines())
                .containsExactly("FAULT  disk: It is full.", "       -> Free some.");
        assertThat(new Well("disk", "fine").lines()).containsExactly("ok     disk: fine");
        assertThat(new Note("disk", "slow").lines()).containsExactly("note   disk: slow");
    }
}
