package dev.fovea.bench.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    @Test
    void theKernelsFieldsAreReadInMebibytes() {
        ProcessMemory memory = ProcessMemory.parse(
                List.of("Name:\tjava", "VmHWM:\t  204800 kB", "VmRSS:\t  102400 kB", "RssAnon:\t   51200 kB"));

        assertThat(memory).isEqualTo(new ProcessMemory(100, 50, 200));
    }

    @Test
    void aFieldThatIsMissingIsNoNumber() {
        assertThat(ProcessMemory.parse(List.of()).resident()).isNaN();
    }

    @Test
    void thisProcessHoldsSomething() throws Exception {
        assertThat(ProcessMemory.of(ProcessHandle.current().pid()).resident()).isGreaterThan(10);
    }
}
