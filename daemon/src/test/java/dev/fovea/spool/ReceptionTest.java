package dev.fovea.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.model.Sha256;
import dev.fovea.store.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file and the hash are of the bytes that came, however they came.
class ReceptionTest {
    private static final int SIZE_MAX = 4 << 20;

    @TempDir
    Path root;

    private DataFolder folder;
    private Reception reception;

    @BeforeEach
    void open() throws IOException {
        folder = new DataFolder(root);
        Files.createDirectories(folder.incoming());
        reception = new Reception(folder, Disk.REAL, SIZE_MAX, System::nanoTime);
    }

    private static void assertWhole(Staged staged, byte[] sent) throws IOException {
        assertThat(staged.size()).isEqualTo(sent.length);
        assertThat(staged.content()).isEqualTo(Sha256.of(sent));
        assertThat(Files.readAllBytes(staged.file())).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 131_071, 131_072, 131_073, 393_216, 1_500_000, SIZE_MAX})
    void oneAlone(int size) throws Exception {
        byte[] sent = Clinic.photograph(size, size);
        assertWhole(reception.receive(new ByteArrayInputStream(sent), true), sent);
    }

    @Test
    void oneWhileAnotherIsOnItsWay() throws Exception {
        byte[] inner = Clinic.photograph(1, 700_000);
        byte[] outer = Clinic.photograph(2, 900_000);
        AtomicReference<Staged> second = new AtomicReference<>();
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(outer)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, Math.min(length, 50_001));
                if (in.available() < 450_000 && second.get() == null) {
                    second.set(receiveNow(inner));
                }
                return read;
            }
        };
        assertWhole(reception.receive(slow, true), outer);
        assertWhole(second.get(), inner);
    }

    private Staged receiveNow(byte[] bytes) throws IOException {
        try {
            return reception.receive(new ByteArrayInputStream(bytes), true);
        } catch (StageException e) {
            throw new IOException(e);
        }
    }

    @Test
    void nothingStaysOfOneThatBreaksOff() throws Exception {
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(Clinic.photograph(3, 600_000))) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (in.available() < 200_000) {
                    throw new IOException("pulled the cable");
                }
                return super.read(into, from, length);
            }
        };
        assertThatThrownBy(() -> reception.receive(broken, true)).hasMessageContaining("pulled the cable");
        try (var left = Files.list(folder.incoming())) {
            assertThat(left).isEmpty();
        }
        byte[] next = Clinic.photograph(4, 300_000);
        assertWhole(reception.receive(new ByteArrayInputStream(next), true), next);
    }

    @Test
    void nothingStaysOfOneThatIsTooLarge() throws Exception {
        byte[] sent = Clinic.photograph(5, SIZE_MAX + 1);
        assertThatThrownBy(() -> reception.receive(new ByteArrayInputStream(sent), true))
                .hasMessageContaining("larger than " + SIZE_MAX);
        try (var left = Files.list(folder.incoming())) {
            assertThat(left).isEmpty();
        }
    }
}
