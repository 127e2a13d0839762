package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void aKeyThatIsNotGivenHasItsDefault() {
        Settings settings = settings(Map.of());

        assertThat(settings.number("a.count", 7)).isEqualTo(7);
        assertThat(settings.duration("a.time", "250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.bytes("a.size", "3GiB")).isEqualTo(3L << 30);
        assertThat(settings.list("a.list", "")).isEmpty();
        assertThat(settings.choice("a.choice", Priority.class, Priority.BACKLOG))
                .isEqualTo(Priority.BACKLOG);
    }

    @Test
    void aKeyThatIsGivenCounts() {
        Settings settings = settings(Map.of(
                "a.count", "9", "a.time", "2min", "a.size", "512B", "a.list", "x, y ,z", "a.choice", "stateless"));

        assertThat(settings.number("a.count", 7)).isEqualTo(9);
        assertThat(settings.duration("a.time", "1s")).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.bytes("a.size", "3GiB")).isEqualTo(512);
        assertThat(settings.list("a.list", "")).containsExactly("x", "y", "z");
        assertThat(settings.choice("a.choice", Priority.class, Priority.BACKLOG))
                .isEqualTo(Priority.STATELESS);
    }

    @Test
    void aValueThatCannotBeReadIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> settings(Map.of("batch.delay-max", "5 seconds")).duration("batch.delay-max", "5ms"))
                .withMessage("batch.delay-max must be a time such as 250ms, 3s, 2min or 1h, was \"5 seconds\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("a", "64MB")).bytes("a", "1B"))
                .withMessage("a must be a size such as 64MiB or 2GiB, was \"64MB\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("a", "99999999999TiB")).bytes("a", "1B"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("a", "urgent")).choice("a", Priority.class, Priority.LIVE))
                .withMessage("a must be one of [live, backlog, stateless], was \"urgent\"");
    }

    @Test
    void aKeyNobodyKnowsIsAnError() {
        Settings settings = settings(Map.of("batch.size-max", "8", "batch.sise-max", "8"));
        settings.number("batch.size-max", 4);

        assertThatIllegalArgumentException()
                .isThrownBy(settings::nothingElse)
                .withMessage("unknown setting batch.sise-max; the known ones are batch.size-max");
    }

    private static Settings settings(Map<String, String> texts) {
        Properties properties = new Properties();
        properties.putAll(texts);
        return new Settings(properties);
    }
}
