package dev.fovea.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WriterTest {
    @TempDir(factory = InMemory.class)
    Path root;

    @Test
    void whenTheWriterBreaksDownEveryCallerHears() throws SQLException {
        List<Throwable> broken = new CopyOnWriteArrayList<>();
        try (Writer writer = new Writer(
                Sqlite.create(root.resolve("x.db")),
                StoreSettings.DEFAULT,
                _ -> {
                    throw new OutOfMemoryError("no memory left");
                },
                broken::add)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> writer.write(_ -> {
                        throw new SQLException("whatever");
                    }));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> writer.write(_ -> 1))
                    .withMessageContaining("no memory left");
        }
        assertThat(broken).isNotEmpty().allMatch(OutOfMemoryError.class::isInstance);
    }
}
