package dev.fovea.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TegrastatsTest {
    /// As a Nano with L4T 32 writes.
    private static final String NANO =
            "RAM 1893/3964MB (lfb 2x4MB) SWAP 10/1982MB (cached 0MB) IRAM 0/252kB(lfb 252kB) "
                    + "CPU [12%@1479,off,3%@1479,0%@102] EMC_FREQ 5%@1600 GR3D_FREQ 10%@76 APE 25 "
                    + "PLL@26C CPU@29.5C iwlwifi@36C PMIC@100C GPU@30C AO@35.5C thermal@29.5C "
                    + "POM_5V_IN 1838/1838 POM_5V_GPU 0/0 POM_5V_CPU 204/204";

    /// As an Orin Nano with L4T 36 writes.
    private static final String ORIN = "11-22-2026 10:00:00 RAM 2462/7620MB (lfb 12x4MB) SWAP 0/3810MB (cached 0MB) "
            + "CPU [1%@729,0%@729,off,off,5%@729,"
            + "2%@729] EMC_FREQ 1%@2133 GR3D_FREQ 17%@[1000,1000] NVDEC off NVJPG off VIC off OFA off APE 200 "
            + "cpu@48.5C soc2@47.656C soc0@47.75C gpu@46.9C tj@48.5C soc1@47.4C cv0@-256C "
            + "VDD_IN 4520mW/4490mW VDD_CPU_GPU_CV 521mW/515mW VDD_SOC 1481mW/1480mW";

    /// As a TX2 with L4T 28 writes.
    private static final String OLD =
            "RAM 1000/7846MB (lfb 100x4MB) CPU [0%,off,off,3%,1%,2%]@345 EMC 10%@1600 GR3D 0%@114 "
                    + "BCPU@36.5C MCPU@36.5C VDD_IN 2532/2698 VDD_CPU 305/350";

    private static BoxSnapshot parse(String line) {
        return Tegrastats.parse(line, BoxTest.NOW);
    }

    @Test
    void aNanosLine() {
        BoxSnapshot box = parse(NANO);

        assertThat(box.memory())
                .contains(new Memory(
                        3964L << 20,
                        (3964L - 1893) << 20,
                        List.of(new Memory.Swap("swap", true, 1982L << 20, 10L << 20)),
                        Optional.empty()));
        assertThat(box.cores()).hasSize(4);
        assertThat(box.cores().getFirst().load()).contains(0.12);
        assertThat(box.cores().getFirst().clock().map(Clock::current)).contains(1_479_000_000L);
        assertThat(box.cores().get(1).online()).isFalse();
        assertThat(box.gpu().flatMap(Processor::load)).contains(0.1);
        assertThat(box.memoryController().flatMap(Processor::clock).map(Clock::current))
                .contains(1_600_000_000L);
        assertThat(box.temperatures())
                .extracting(Temperature::zone)
                .containsExactly("PLL", "CPU", "iwlwifi", "GPU", "AO", "thermal");
        assertThat(box.rails()).extracting(Rail::name).containsExactly("POM_5V_IN", "POM_5V_GPU", "POM_5V_CPU");
        assertThat(box.input().flatMap(Rail::milliwatts)).contains(1838L);
    }

    @Test
    void anOrinsLine() {
        BoxSnapshot box = parse(ORIN);

        assertThat(box.gpu())
                .contains(new Processor(
                        Optional.of(0.17),
                        Optional.of(new Clock(1_000_000_000L, Optional.empty(), Optional.empty(), Optional.empty()))));
        assertThat(box.cores()).extracting(Core::online).containsExactly(true, true, false, false, true, true);
        assertThat(box.temperatures())
                .extracting(Temperature::zone)
                .containsExactly("cpu", "soc2", "soc0", "gpu", "tj", "soc1");
        assertThat(box.rails())
                .extracting(rail -> rail.milliwatts().orElseThrow())
                .containsExactly(4520L, 521L, 1481L);
    }

    @Test
    void anOldLineWithOneClockForAllCores() {
        BoxSnapshot box = parse(OLD);

        assertThat(box.cores().get(3).clock().map(Clock::current)).contains(345_000_000L);
        assertThat(box.cores().get(1).clock()).isEmpty();
        assertThat(box.gpu().flatMap(Processor::clock).map(Clock::current)).contains(114_000_000L);
        assertThat(box.memoryController().flatMap(Processor::load)).contains(0.1);
        assertThat(box.input().flatMap(Rail::milliwatts)).contains(2532L);
    }

    @Test
    void aLoadWithoutAClock() {
        assertThat(parse("EMC_FREQ 0% GR3D_FREQ 7% PLL@1C").gpu())
                .contains(new Processor(Optional.of(0.07), Optional.empty()));
    }

    @Test
    void aLineCutAnywhereOrGarbledIsReadAsFarAsItGoes() {
        RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        for (String line : List.of(NANO, ORIN, OLD)) {
            for (int cut = 0; cut < line.length(); cut++) {
                StringBuilder garbled = new StringBuilder(line);
                garbled.setCharAt(cut, (char) dice.nextInt(32, 0x3000));

                assertThat(parse(line.substring(cut)).board()).isEmpty();
                assertThat(parse(line.substring(0, cut)).board()).isEmpty();
                assertThat(parse(garbled.toString()).board()).isEmpty();
            }
        }
    }
}
