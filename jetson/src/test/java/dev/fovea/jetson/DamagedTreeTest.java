package dev.fovea.jetson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a file holds, nothing throws: it is absent in the reading.
@Timeout(300)
class DamagedTreeTest {
    private static final RandomGenerator DICE =
            RandomGeneratorFactory.of("L64X128MixRandom").create(11);

    /// Values that are numbers but no readings, and texts that are neither.
    private static final List<String> TEXTS = List.of(
            "",
            "\n",
            "nan",
            "-1",
            "-256000",
            "0",
            "99999999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "1 2 3",
            "%n%s",
            "0x7f",
            "cpu0 9999999999999999999 0 0 0",
            "MemTotal: 5 kB\nMemAvailable: 6 kB");

    enum Board {
        NANO,
        ORIN_NANO;

        FileTree unpacked(Path root) {
            return switch (this) {
                case NANO -> FileTree.nano(root);
                case ORIN_NANO -> FileTree.orinNano(root);
            };
        }
    }

    enum Damage {
        MISSING,
        GARBAGE,
        NOISE,
        A_FOLDER,
        A_LINK_TO_NOWHERE,
        A_LINK_TO_ITSELF,
        ENDLESS;

        void to(Path file) throws IOException {
            Files.deleteIfExists(file);
            switch (this) {
                case MISSING -> {}
                case GARBAGE -> Files.writeString(file, TEXTS.get(DICE.nextInt(TEXTS.size())));
                case NOISE -> {
                    byte[] bytes = new byte[DICE.nextInt(300)];
                    DICE.nextBytes(bytes);
                    Files.write(file, bytes);
                }
                case A_FOLDER -> Files.createDirectory(file);
                case A_LINK_TO_NOWHERE -> Files.createSymbolicLink(file, Path.of("/nowhere/at/all"));
                case A_LINK_TO_ITSELF -> Files.createSymbolicLink(file, file.getFileName());
                case ENDLESS -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
            }
        }
    }

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource
    void anyFileMayBeDamagedInAnyWay(Board board) throws IOException {
        board.unpacked(root);
        for (Path file : files()) {
            for (Damage damage : Damage.values()) {
                Optional<byte[]> before = bytes(file);
                Optional<Path> link =
                        Files.isSymbolicLink(file) ? Optional.of(Files.readSymbolicLink(file)) : Optional.empty();
                damage.to(file);

                assertThatCode(this::readEverything).as(damage + " " + file).doesNotThrowAnyException();

                Files.deleteIfExists(file);
                if (link.isPresent()) {
                    Files.createSymbolicLink(file, link.get());
                } else {
                    Files.write(file, before.orElseThrow());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void allOfThemMayBeDamagedAtOnce(Board board) throws IOException {
        board.unpacked(root);
        for (int round = 0; round < 50; round++) {
            for (Path file : files()) {
                if (DICE.nextInt(3) == 0) {
                    Damage.values()[DICE.nextInt(3)].to(file);
                }
            }

            assertThatCode(this::readEverything).as("round " + round).doesNotThrowAnyException();
        }
    }

    private void readEverything() {
        Box box = new Box(root, Duration.ofMillis(500));
        BoxSnapshot first = box.snapshot(BoxTest.NOW);
        BoxSnapshot second = box.snapshot(BoxTest.NOW.plusSeconds(5));
        Warnings.of(second, Optional.of(first));
        box.libraries();
        box.disks();
        box.cameras();
        box.timekeeping();
        assertThat(second.cpuLoad().orElse(0.0)).isBetween(0.0, 1.0);
        assertThat(second.speed().orElse(1.0)).isBetween(0.0, 1.0);
        assertThat(second.temperatures()).allMatch(place -> place.celsius() > -60 && place.celsius() < 200);
        assertThat(second.clocksPinned()).isNotNull();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> bytes(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }
}
