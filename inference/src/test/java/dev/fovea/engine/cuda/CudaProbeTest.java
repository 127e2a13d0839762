package dev.fovea.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.engine.EngineException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CudaProbeTest {
    @TempDir
    private Path folder;

    @Test
    void aMachineWithoutCudaIsAbsentByName() {
        // The folder is empty; a machine that has a CUDA runtime of its own may say more.
        CudaState state = CudaProbe.probe(List.of(folder));

        if (state instanceof CudaState.Absent(var reason)) {
            assertThat(reason).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "libcudart.so.10.2, 10020, 10.2",
        "libcudart.so.11.0, 11040, 11.4",
        "libcudart.so.12, 12060, 12.6",
        "libcudart.so.13, 13020, 13.2"
    })
    void everyGenerationIsFoundAndAsked(String soname, int version, String said) {
        library(soname, "-DRUNTIME=" + version, "-DDEVICES=1", "-DINTEGRATED");

        CudaState state = CudaProbe.probe(List.of(folder));

        assertThat(state).isInstanceOfSatisfying(CudaState.Present.class, present -> {
            assertThat(present.version()).isEqualTo(said);
            assertThat(present.library()).endsWith(soname);
            assertThat(present.devices()).containsExactly(new GpuDevice(0, 5, 3, 4L << 30, true));
            assertThat(present.devices().getFirst().sm()).isEqualTo(53);
        });
    }

    @ParameterizedTest
    @CsvSource({"libcudart.so.10.2", "libcudart.so.11.0", "libcudart.so.12", "libcudart.so.13"})
    void everyGenerationWithoutADriverIsAbsentInItsOwnWords(String soname) {
        library(soname, "-DSTATUS=35", "-DDEVICES=0");

        assertThat(absent()).contains(soname, "driver version is insufficient", "35");
    }

    @Test
    void aDriverWithoutADeviceIsAbsent() {
        library("libcudart.so.12", "-DSTATUS=0", "-DDEVICES=0");

        assertThat(absent()).contains("counts 0 GPUs");
    }

    @Test
    void anOldLibraryThatFindsNothingDoesNotHideTheOneThatDoes() {
        library("libcudart.so.13", "-DSTATUS=35", "-DRUNTIME=13000");
        library("libcudart.so.12", "-DRUNTIME=12060");

        assertThat(CudaProbe.probe(List.of(folder))).isInstanceOf(CudaState.Present.class);
    }

    @Test
    void aLibraryThatIsNotCudaIsAbsentByName() throws IOException {
        library("libcudart.so.12", "-DSTRANGER");
        Files.writeString(folder.resolve("libcudart.so.11.0"), "not a library");

        assertThat(absent()).contains("libcudart.so.12 is not a CUDA runtime we know");
    }

    @ParameterizedTest
    @CsvSource({"-DINTEGRATED, true", "-DDISCRETE, false"})
    void whatIsSentToTheGpuComesBackAndAllOfItIsGivenBack(String kind, boolean shared) {
        Path library = library("libcudart.so.12", kind);
        CudaGpu gpu = open();

        try (GpuStream stream = gpu.stream();
                GpuBuffer buffer = gpu.buffer(8)) {
            gpu.enter();
            ByteBuffer host = buffer.host();
            host.putLong(0, 42);
            stream.upload(buffer, 8);
            stream.await();
            host.putLong(0, 7);
            stream.download(buffer, 8);
            stream.await();

            // On one shared memory nothing is copied, so nothing is brought back.
            assertThat(host.getLong(0)).isEqualTo(shared ? 7 : 42);
            assertThat(alive(library)).isPositive();
        }

        assertThat(alive(library)).isZero();
    }

    @Test
    void memoryThatIsNotThereIsAnErrorAndLosesNone() {
        Path library = library("libcudart.so.12", "-DDISCRETE");
        CudaGpu gpu = open();

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> gpu.buffer(2L << 30))
                .withMessageContaining("cudaHostAlloc of 2147483648 bytes failed");
        assertThat(alive(library)).isZero();
    }

    @Test
    void workThatFailsIsAnErrorWithCudasWords() {
        library("libcudart.so.12", "-DFAIL_WORK");

        try (GpuStream stream = open().stream()) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(stream::await)
                    .withMessage("the GPU's work failed: unspecified launch failure (CUDA status 719)");
        }
    }

    private Path library(String soname, String... options) {
        return Gcc.library(CudaProbeTest.class, "cudart.c", folder.resolve(soname), options);
    }

    private String absent() {
        return ((CudaState.Absent) CudaProbe.probe(List.of(folder))).reason();
    }

    private CudaGpu open() {
        return CudaGpu.open((CudaState.Present) CudaProbe.probe(List.of(folder)));
    }

    @SuppressWarnings("restricted") // The stand-in's own count.
    private static int alive(Path library) {
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("stub_alive"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
