package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeardownTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void theLastOpenedIsTheFirstClosed() {
        Teardown teardown = new Teardown();
        teardown.add(() -> closed.add("spool"));
        teardown.add(() -> closed.add("web"));

        teardown.close();

        assertThat(closed).containsExactly("web", "spool");
    }

    @Test
    void oneFailureDoesNotKeepTheOthersOpen() {
        Teardown teardown = new Teardown();
        teardown.add(() -> closed.add("spool"));
        teardown.add(() -> {
            throw new IllegalStateException("engine");
        });
        teardown.add(() -> {
            throw new IllegalStateException("web");
        });

        assertThatIllegalStateException().isThrownBy(teardown::close).satisfies(failure -> {
            assertThat(failure.getCause()).hasMessage("web");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(next -> assertThat(next).hasMessage("engine"));
        });
        assertThat(closed).containsExactly("spool");
    }

    @Test
    void closingTwiceClosesOnce() {
        Teardown teardown = new Teardown();
        teardown.add(() -> closed.add("spool"));

        teardown.close();
        teardown.close();

        assertThat(closed).containsExactly("spool");
    }
}
