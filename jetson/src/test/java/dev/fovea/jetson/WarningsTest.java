package dev.fovea.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.jetson.Throttling.Event;
import dev.fovea.jetson.Warning.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WarningsTest {
    @TempDir
    private Path root;

    private List<Warning> warnings() {
        return Warnings.of(snapshot(0), Optional.empty());
    }

    private BoxSnapshot snapshot(int seconds) {
        return new Box(root, Duration.ofSeconds(1)).snapshot(BoxTest.NOW.plusSeconds(seconds));
    }

    @Test
    void aBoxThatIsWellHasNone() {
        FileTree.nano(root);

        assertThat(warnings()).isEmpty();
    }

    @Test
    void aBoxThatHeatHoldsBackSaysHowFastItStillRuns() {
        FileTree.orinNano(root);

        assertThat(warnings()).extracting(Warning::kind).containsExactly(Kind.TOO_HOT);
        assertThat(warnings().getFirst().words()).isEqualTo("The box is too hot: it runs at half speed.");
    }

    @Test
    void aPowerModeThatSlowsDownIsNoHeat() {
        FileTree tree = FileTree.nano(root);
        for (int core = 0; core < 3; core++) {
            tree.write("sys/devices/system/cpu/cpu" + core + "/cpufreq/scaling_max_freq", "918000");
        }

        assertThat(snapshot(0).speed().orElseThrow()).isLessThan(0.7);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aBoxNearItsLimitSaysSoBeforeItSlowsDown() {
        FileTree.nano(root).write("sys/devices/virtual/thermal/thermal_zone1/temp", "91500");

        assertThat(warnings())
                .extracting(Warning::words)
                .containsExactly("The box is hot: 92 °C (CPU-therm), and it slows down at 97 °C.");
    }

    @Test
    void aFanThatStandsIsNamed() {
        FileTree.nano(root).write("sys/devices/pwm-fan/rpm_measured", "0");

        assertThat(warnings()).extracting(Warning::kind).containsExactly(Kind.FAN_STOPPED);
    }

    @Test
    void aFanThatNeedNotTurnMayStand() {
        FileTree.nano(root).write("sys/devices/pwm-fan/rpm_measured", "0").write("sys/devices/pwm-fan/target_pwm", "0");

        assertThat(warnings()).isEmpty();
    }

    @Test
    void aLowVoltageIsAWeakSupply() {
        FileTree.nano(root).write("sys/bus/i2c/devices/6-0040/iio:device0/in_voltage0_input", "4580");

        assertThat(warnings())
                .extracting(Warning::words)
                .containsExactly("The power supply is too weak: 4.58 volts arrive, and 5 are needed.");
    }

    @Test
    void dipsAndSurgesCountOnlyWhenTheyAreNew() {
        FileTree tree = FileTree.orinNano(root).write("sys/class/thermal/cooling_device1/cur_state", "0");
        tree.write("sys/devices/virtual/thermal/thermal_zone0/temp", "50000")
                .write("sys/devices/virtual/thermal/thermal_zone1/temp", "50000")
                .write("sys/devices/virtual/thermal/thermal_zone5/temp", "50000")
                .write("sys/devices/virtual/thermal/thermal_zone8/temp", "50000");
        BoxSnapshot first = snapshot(0);
        assertThat(first.throttling().events()).containsEntry(Event.INSTANTANEOUS_OVER_CURRENT, 37L);
        assertThat(Warnings.of(snapshot(5), Optional.of(first))).isEmpty();

        tree.write("sys/class/hwmon/hwmon3/oc1_event_cnt", "1").write("sys/class/hwmon/hwmon3/oc3_event_cnt", "38");

        assertThat(Warnings.of(snapshot(10), Optional.of(first)))
                .extracting(Warning::kind)
                .containsExactly(Kind.POWER_WEAK, Kind.POWER_LIMIT);
    }

    @Test
    void littleMemoryIsSaidInMegabytes() {
        FileTree.nano(root).write("proc/meminfo", "MemTotal: 4059292 kB\nMemAvailable:      98304 kB");

        assertThat(warnings()).extracting(Warning::words).containsExactly("Memory is almost used up: 96 MB are left.");
    }

    @Test
    void movingMemoryToACardIsSaidWhileItHappens() {
        FileTree tree = FileTree.nano(root);
        BoxSnapshot before = snapshot(0);
        tree.write("proc/vmstat", "pswpin 2000\npswpout 2000");

        assertThat(Warnings.of(snapshot(5), Optional.of(before)))
                .extracting(Warning::kind)
                .containsExactly(Kind.SWAPPING);
        assertThat(Warnings.of(snapshot(500), Optional.of(before))).as("slowly").isEmpty();
    }

    @Test
    void compressedMemoryIsNoCard() {
        FileTree tree = FileTree.nano(root)
                .write("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 507408 400000 5");
        BoxSnapshot before = snapshot(0);
        tree.write("proc/vmstat", "pswpin 200000\npswpout 200000");

        assertThat(Warnings.of(snapshot(5), Optional.of(before))).isEmpty();
    }
}
