package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.distill.net.Safetensors.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("two.safetensors");
        Map<String, Stored> tensors = new LinkedHashMap<>();
        tensors.put("b.weight", new Stored(new float[] {1, -2, 3.5f, 0, 5, 6}, 2, 3));
        tensors.put("a", new Stored(new float[] {7}));

        Safetensors.write(file, tensors, Map.of("licence", "none"));
        Safetensors read = Safetensors.open(file);

        assertThat(read.names()).containsExactly("b.weight", "a");
        assertThat(read.shape("b.weight")).containsExactly(2, 3);
        assertThat(read.floats("b.weight")).containsExactly(1, -2, 3.5f, 0, 5, 6);
        assertThat(read.shape("a")).isEmpty();
        assertThat(read.floats("a")).containsExactly(7);
        assertThat(read.metadata()).containsExactly(Map.entry("licence", "none"));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theDataBeginsAtAMultipleOfEight() throws IOException {
        Path file = folder.resolve("one.safetensors");

        Safetensors.write(file, Map.of("x", new Stored(new float[] {1}, 1)), Map.of());

        byte[] bytes = Files.readAllBytes(file);
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();
        assertThat(bytes).hasSize((int) (8 + header + 4));
    }

    @Test
    void aTensorOfAnotherTypeMayStandUnread() throws IOException {
        Path file = file("{\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}", 8);

        Safetensors read = Safetensors.open(file);

        assertThat(read.type("n")).isEqualTo("I64");
        assertThatThrownBy(() -> read.floats("n"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("tensor n is of type I64, not F32");
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        Safetensors read = Safetensors.open(file("{}", 0));

        assertThatThrownBy(() -> read.floats("features.0.0.weight"))
                .hasMessageContaining("has no tensor features.0.0.weight");
    }

    @Test
    void aTensorWhoseShapeIsNotItsSizeIsNamed() throws IOException {
        Path file = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8);

        assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("tensor w of shape [3] has 8 bytes");
    }

    @Test
    void aShapeBeyondAllNumbersIsNoShape() throws IOException {
        Path file = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", 0);

        assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("tensor w of shape");
    }

    @Test
    void aFileCutShortIsRefusedBeforeAnythingIsRead() throws IOException {
        Path file = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}", 11);

        assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("cut short or overlong");
    }

    @Test
    void overlappingTensorsAreRefused() throws IOException {
        Path file = file(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
                12);

        assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("tensor b begins at 4 where 8 is due");
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 0});

        assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("is no safetensors file");
    }

    @Test
    void aTensorHoldsAsManyValuesAsItsShapeSays() {
        assertThatThrownBy(() -> new Stored(new float[3], 2, 2)).hasMessageContaining("[2, 2] cannot hold 3 values");
    }

    private Path file(String header, int data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(folder.resolve("made.safetensors"), bytes.array());
    }
}
