package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.http.Talk;
import dev.fovea.jetson.Box;
import dev.fovea.jetson.BoxReading;
import dev.fovea.jetson.BoxSnapshot;
import dev.fovea.jetson.FileTree;
import dev.fovea.jetson.Warnings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BoxRouteTest {
    @TempDir
    private Path root;

    private static JsonNode served(Optional<BoxReading> reading) {
        try (Talk talk = Talk.to(new BoxRoute(() -> reading))) {
            JsonNode box = RestTest.parse(text(talk.get("/v1/box")).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Schemas.published().check("Box", box);
            return box;
        }
    }

    private Optional<BoxReading> reading() {
        BoxSnapshot snapshot = new Box(root, Duration.ofSeconds(1)).snapshot(Samples.MORNING);
        return Optional.of(new BoxReading(snapshot, Warnings.of(snapshot, Optional.empty())));
    }

    @Test
    void aBoardTellsWhatItIsAndHowItIs() {
        FileTree.nano(root);

        JsonNode box = served(reading());

        assertThat(box.at("/board/model").asText()).isEqualTo("NVIDIA Jetson Nano Developer Kit");
        assertThat(box.at("/board/jetPack").asText()).isEqualTo("4.6.4");
        assertThat(box.at("/temperatures/1/limit").asDouble()).isEqualTo(97);
        assertThat(box.at("/rails/0/watts").asDouble()).isEqualTo(1.838);
        assertThat(box.at("/gpu/load").asDouble()).isEqualTo(0.137);
        assertThat(box.at("/gpu/hertz").asLong()).isEqualTo(76_800_000);
        assertThat(box.at("/cores/3/online").asBoolean()).isFalse();
        assertThat(box.at("/fans/0/rpm").asInt()).isEqualTo(1980);
        assertThat(box.at("/powerMode").asText()).isEqualTo("MAXN");
        assertThat(box.at("/memory/zram/usedBytes").asLong()).isEqualTo(1 << 20);
        assertThat(box.at("/warnings")).isEmpty();
    }

    @Test
    void aWarningSaysWhatIsWrongAndWhatToDo() {
        FileTree.orinNano(root);

        JsonNode box = served(reading());

        assertThat(box.at("/throttling/heat/0").asText()).isEqualTo("cpufreq-cpu0");
        assertThat(box.at("/warnings/0/code").asText()).isEqualTo("too-hot");
        assertThat(box.at("/warnings/0/grave").asBoolean()).isTrue();
        assertThat(box.at("/warnings/0/words").asText()).isEqualTo("The box is too hot: it runs at half speed.");
        assertThat(box.at("/warnings/0/advice").asText()).isNotBlank();
    }

    @Test
    void aMachineThatTellsNothingIsNoError() {
        JsonNode box = served(reading());

        assertThat(box.has("board")).isFalse();
        assertThat(box.at("/temperatures")).isEmpty();
    }

    @Test
    void beforeTheFirstReadingThereAreNoFigures() {
        assertThat(served(Optional.empty()).toString()).isEqualTo("{\"warnings\":[]}");
    }
}
