package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.http.Talk;
import dev.fovea.outbox.Delivery;
import dev.fovea.outbox.DeliveryQuery;
import dev.fovea.outbox.OutboxTally;
import dev.fovea.store.StoreException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class DeliveryRoutesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Delivery DEAD = delivery(7, Delivery.State.DEAD);

    private final List<DeliveryQuery> asked = new ArrayList<>();
    private Talk talk;
    private RuntimeException trouble = new IllegalStateException("delivery 8 has arrived, it is not sent again");

    private static Delivery delivery(long id, Delivery.State state) {
        boolean dead = state == Delivery.State.DEAD;
        return new Delivery(
                id,
                "E1",
                2,
                "hub",
                "fhir",
                state,
                3,
                NOON.plusSeconds(60),
                dead ? Optional.of("no such patient") : Optional.empty(),
                NOON,
                dead ? Optional.of(NOON.plusSeconds(5)) : Optional.empty());
    }

    @BeforeEach
    void open() {
        talk = Talk.to(new DeliveryRoutes(new Deliveries() {
            @Override
            public OutboxTally tally() {
                return new OutboxTally(1, 2, 3, Optional.of(NOON));
            }

            @Override
            public List<Delivery> list(DeliveryQuery query) {
                asked.add(query);
                return List.of(DEAD);
            }

            @Override
            public Optional<Delivery> find(long id) {
                return id == 7 ? Optional.of(DEAD) : Optional.empty();
            }

            @Override
            public Optional<Delivery> resend(long id) {
                return switch ((int) id) {
                    case 7 -> Optional.of(delivery(7, Delivery.State.PENDING));
                    case 8 -> throw trouble;
                    default -> Optional.empty();
                };
            }
        }));
    }

    @AfterEach
    void close() {
        talk.close();
    }

    private HttpResponse<byte[]> resend(int id) {
        return talk.post("/v1/deliveries/" + id + "/resend", new byte[0]);
    }

    @Test
    void theListHasTheSumsAndWhatWasAskedFor() {
        JsonNode all = RestTest.parse(talk.get("/v1/deliveries").body());
        talk.get("/v1/deliveries?state=dead&exam=E1&destination=hub&before=9&limit=1");

        assertThat(all.toString())
                .startsWith("{\"pending\":1,\"delivered\":2,\"dead\":3,\"oldestPendingAt\":\"2026-11-22T12:00:00Z\"");
        assertThat(all.at("/deliveries/0"))
                .isEqualTo(RestTest.parse(talk.get("/v1/deliveries/7").body()));
        assertThat(asked.getLast())
                .isEqualTo(new DeliveryQuery(
                        Optional.of(Delivery.State.DEAD), Optional.of("E1"), Optional.of("hub"), 9, 1));
    }

    @Test
    void aDeadLetterSaysWhyAndAPersonSendsItAgain() {
        JsonNode dead = RestTest.parse(talk.get("/v1/deliveries/7").body());
        HttpResponse<byte[]> again = resend(7);

        assertThat(dead.path("state").asText()).isEqualTo("dead");
        assertThat(dead.path("reason").asText()).isEqualTo("no such patient");
        assertThat(dead.path("dueAt").isNull()).isTrue();
        assertThat(dead.path("endedAt").asText()).isEqualTo("2026-11-22T12:00:05Z");
        assertThat(again.statusCode()).as(text(again)).isEqualTo(200);
        assertThat(RestTest.parse(again.body()).path("dueAt").asText()).isEqualTo("2026-11-22T12:01:00Z");
    }

    @Test
    void whatCannotBeSentAgainIsSaid() {
        HttpResponse<byte[]> arrived = resend(8);
        trouble = new StoreException("the disk is full");
        HttpResponse<byte[]> unwritable = resend(8);

        assertThat(arrived.statusCode()).isEqualTo(409);
        assertThat(text(arrived)).contains("delivery 8 has arrived");
        assertThat(unwritable.statusCode()).isEqualTo(503);
        assertThat(resend(9).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/deliveries/9, 404",
        "/v1/deliveries/nine, 404",
        "/v1/deliveries?state=lost, 400",
        "/v1/deliveries?limit=201, 400",
        "/v1/deliveries?page=2, 400"
    })
    void whatIsNotThereIsRefused(String path, int status) {
        assertThat(talk.get(path).statusCode()).isEqualTo(status);
    }
}
